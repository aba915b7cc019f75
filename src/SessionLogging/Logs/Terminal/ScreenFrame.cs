namespace SessionLogging.Logs.Terminal;

/// <summary>What a full-screen program showed last: its rows, without blank ones at the end.</summary>
internal sealed record ScreenFrame(IReadOnlyList<string> Rows);
