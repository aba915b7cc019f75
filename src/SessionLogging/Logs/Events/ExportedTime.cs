namespace SessionLogging.Logs.Events;

/// <summary>The time that CloudWatch Logs puts before each event where it exports a log group to S3: <c>2024-10-15T21:22:05.123Z</c> and a blank.</summary>
internal static class ExportedTime
{
    private static ReadOnlySpan<byte> Form => "0000-00-00T00:00:00.000Z "u8;

    /// <summary>How many bytes of a line it takes; 0: there is none.</summary>
    internal static int Length(ReadOnlySpan<byte> line)
    {
        if (line.Length < Form.Length)
        {
            return 0;
        }

        for (var at = 0; at < Form.Length; at++)
        {
            if (Form[at] == (byte)'0' ? line[at] is < (byte)'0' or > (byte)'9' : line[at] != Form[at])
            {
                return 0;
            }
        }

        return Form.Length;
    }
}
