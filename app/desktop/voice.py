"""Plays a recorded card aloud. A machine without sound, or a file that cannot be played, is told and nothing more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal


class Voice(QObject):
    """One recording at a time; a new one ends the one before. `silent` when nothing can be heard."""

    silent = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QObject | None = None

    def play(self, recording: Path) -> None:
        """Play a file from its beginning."""
        from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

        self.stop()
        if not QMediaDevices.audioOutputs():
            self.silent.emit()
            return
        player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        player.errorOccurred.connect(lambda *_trouble: self.silent.emit())
        player.setSource(QUrl.fromLocalFile(str(recording)))
        player.play()
        self._player = player

    def stop(self) -> None:
        """Be quiet."""
        player, self._player = self._player, None
        if player is not None:
            player.deleteLater()
