"""Qt's own texts (buttons, file dialogs) in the language of the windows."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.i18n import Language


class QtTexts(QObject):
    """Holds the translator in force; English needs none."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translator: QTranslator | None = None

    def speak(self, language: Language) -> None:
        """Let Qt speak this language from now on."""
        QLocale.setDefault(QLocale(language.value))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language is not Language.EN and translator.load(f"qtbase_{language.value}", folder):
            self._app.installTranslator(translator)
            self._translator = translator
