namespace SessionLogging.Checks;

/// <summary>How long CloudWatch Logs can keep events (CloudWatch Logs API Reference, PutRetentionPolicy).</summary>
internal static class LogRetention
{
    private static readonly int[] Days = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <summary>The shortest retention that keeps events for so many days; <see langword="null"/>: only for ever is enough.</summary>
    internal static int? AtLeast(int days) => Array.Find(Days, known => known >= days) is > 0 and var found ? found : null;
}
