namespace SessionLogging;

/// <summary>Random numbers for waits, safe from any thread.</summary>
internal static class Jitter
{
#if NETFRAMEWORK
    private static readonly Random Source = new();

    internal static double Next()
    {
        lock (Source)
        {
            return Source.NextDouble();
        }
    }
#else
#pragma warning disable CA5394 // Waits need no secret randomness.
    internal static double Next() => Random.Shared.NextDouble();
#pragma warning restore CA5394
#endif
}
