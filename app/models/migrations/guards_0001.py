"""What the databases guard by themselves since 0001: overlap, append-only rows, and the name search.

SQLite does it with triggers and a table of words, PostgreSQL with exclusion constraints, triggers and pg_trgm.
Both raise an integrity error whose text holds the name of the guard.
"""

FOREVER = 2147483647

_OVERLAP = """
CREATE TRIGGER suspension_{name}_{moment} BEFORE {moment} ON suspension WHEN NOT NEW.cancelled {narrowed}
BEGIN
    SELECT RAISE(ABORT, 'suspension_{name}_overlap') WHERE EXISTS (
        SELECT 1 FROM suspension AS other
        WHERE other.access_id = NEW.access_id AND other.id IS NOT NEW.id AND NOT other.cancelled AND {overlaps}
    );
END
"""
_DAYS = """other.first_day <= coalesce(NEW.last_day, '9999-12-31')
        AND coalesce(other.last_day, '9999-12-31') >= NEW.first_day"""
_RANKS = f"""other.first_rank IS NOT NULL AND NOT other.has_returned
        AND other.first_rank <= coalesce(NEW.last_rank, {FOREVER})
        AND coalesce(other.last_rank, {FOREVER}) >= NEW.first_rank"""
_WITH_RANKS = "AND NEW.first_rank IS NOT NULL AND NOT NEW.has_returned"

_REFUSE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} {narrowed}
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""
_WHEN_FACT_CHANGED = """WHEN (NEW.rank <> OLD.rank OR NEW.access_id <> OLD.access_id
    OR NEW.due <> OLD.due OR NEW.amount <> OLD.amount)"""

_WORDS_OF = """json_each('["' || replace({row}.rest_key, ' ', '","') || '"]')"""
_ADD_WORDS = f"""INSERT OR IGNORE INTO client_word (word, surname_key, client_id, name_key)
        SELECT value, NEW.surname_key, NEW.id, NEW.name_key FROM {_WORDS_OF.format(row="NEW")} WHERE value <> '';"""
_TAKE_WORDS = f"""DELETE FROM client_word WHERE word IN (SELECT value FROM {_WORDS_OF.format(row="OLD")})
        AND surname_key = OLD.surname_key AND client_id = OLD.id;"""

_SEARCH = (
    # The words of a name beyond the first of the surname, each with what orders and judges a result,
    # so that one range of this table answers a search (docs/adr: names are found by ranges).
    """
CREATE TABLE client_word (
    word TEXT NOT NULL, surname_key TEXT NOT NULL, client_id INTEGER NOT NULL, name_key TEXT NOT NULL,
    PRIMARY KEY (word, surname_key, client_id)
) WITHOUT ROWID
""",
    f"CREATE TRIGGER client_word_insert AFTER INSERT ON client BEGIN {_ADD_WORDS} END",
    f"CREATE TRIGGER client_word_delete AFTER DELETE ON client BEGIN {_TAKE_WORDS} END",
    f"""
CREATE TRIGGER client_word_update AFTER UPDATE OF surname_key, name_key, rest_key ON client
    WHEN NEW.surname_key <> OLD.surname_key OR NEW.name_key <> OLD.name_key
    OR NEW.rest_key <> OLD.rest_key BEGIN {_TAKE_WORDS} {_ADD_WORDS} END
""",
)

SQLITE_UP = (
    *(
        _OVERLAP.format(name=name, moment=moment, overlaps=overlaps, narrowed=narrowed)
        for name, overlaps, narrowed in (("days", _DAYS, ""), ("ranks", _RANKS, _WITH_RANKS))
        for moment in ("INSERT", "UPDATE")
    ),
    _REFUSE.format(name="history_never_changes", event="UPDATE", table="history", narrowed=""),
    _REFUSE.format(name="history_is_never_deleted", event="DELETE", table="history", narrowed=""),
    _REFUSE.format(name="fact_never_changes", event="UPDATE", table="fact", narrowed=_WHEN_FACT_CHANGED),
    _REFUSE.format(name="fact_is_never_deleted", event="DELETE", table="fact", narrowed=""),
    *_SEARCH,
)
SQLITE_DOWN = ("DROP TABLE client_word",)

_RAISE = """
CREATE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

POSTGRESQL_UP = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """ALTER TABLE suspension ADD CONSTRAINT suspension_days_overlap EXCLUDE USING gist
        (access_id WITH =, daterange(first_day, last_day, '[]') WITH &&) WHERE (NOT cancelled)""",
    """ALTER TABLE suspension ADD CONSTRAINT suspension_ranks_overlap EXCLUDE USING gist
        (access_id WITH =, int8range(first_rank, last_rank, '[]') WITH &&)
        WHERE (NOT cancelled AND NOT has_returned AND first_rank IS NOT NULL)""",
    _RAISE,
    """CREATE TRIGGER history_never_changes BEFORE UPDATE ON history
        FOR EACH ROW EXECUTE FUNCTION guard_refuse()""",
    """CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
        FOR EACH ROW EXECUTE FUNCTION guard_refuse()""",
    """CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON history
        FOR EACH STATEMENT EXECUTE FUNCTION guard_refuse()""",
    f"""CREATE TRIGGER fact_never_changes BEFORE UPDATE ON fact
        FOR EACH ROW {_WHEN_FACT_CHANGED} EXECUTE FUNCTION guard_refuse()""",
    """CREATE TRIGGER fact_is_never_deleted BEFORE DELETE ON fact
        FOR EACH ROW EXECUTE FUNCTION guard_refuse()""",
    "CREATE INDEX ix_client_name_trigrams ON client USING gin (name_key gin_trgm_ops)",
)
POSTGRESQL_DOWN = ("DROP FUNCTION guard_refuse() CASCADE",)
