namespace SessionLogging.Logs.Terminal;

/// <summary>A finished line of a <see cref="TerminalText"/>.</summary>
/// <param name="Text">What a person saw, without blanks at its end.</param>
/// <param name="Marks">What there is to know of it.</param>
public readonly record struct TerminalLine(string Text, LineMarks Marks);
