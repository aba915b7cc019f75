namespace SessionLogging.Files;

/// <summary>Where some bytes lie in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">The first byte's place, from 0.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct TextPlace(string Path, long Offset, long Line);
