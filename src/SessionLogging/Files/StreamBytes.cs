namespace SessionLogging.Files;

/// <summary>Reads and writes parts of arrays, on both .NETs.</summary>
internal static class StreamBytes
{
    /// <summary>Reads up to as many bytes as the array has.</summary>
    internal static async ValueTask<int> ReadIntoAsync(this Stream stream, byte[] bytes, CancellationToken cancellationToken) =>
#if NET
        await stream.ReadAsync(bytes.AsMemory(), cancellationToken).ConfigureAwait(false);
#else
        await stream.ReadAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);
#endif

    /// <summary>Writes the first bytes of an array.</summary>
    internal static async ValueTask WriteFirstAsync(this Stream stream, byte[] bytes, int count, CancellationToken cancellationToken) =>
#if NET
        await stream.WriteAsync(bytes.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
#else
        await stream.WriteAsync(bytes, 0, count, cancellationToken).ConfigureAwait(false);
#endif
}
