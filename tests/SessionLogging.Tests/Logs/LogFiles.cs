using SessionLogging.Logs.Reading;

namespace SessionLogging.Tests.Logs;

/// <summary>Reads bytes as a log file.</summary>
internal static class LogFiles
{
    public static List<SessionLogLine> Lines(byte[] log, SessionLogOptions? options = null, List<SessionLogFormatException>? problems = null) =>
        Read(log, options, problems, file => file.ReadLines().ToList());

    public static List<SessionLogLine> Lines(string log, SessionLogOptions? options = null, List<SessionLogFormatException>? problems = null) =>
        Lines(Encoding.UTF8.GetBytes(log), options, problems);

    public static SessionTranscript Transcript(byte[] log, SessionLogOptions? options = null) => Read(log, options, problems: null, file => file.ReadTranscript());

    public static SessionTranscript Transcript(string log) => Transcript(Encoding.UTF8.GetBytes(log));

    public static List<SessionLogEvent> Events(string log, List<SessionLogFormatException>? problems = null) =>
        Read(Encoding.UTF8.GetBytes(log), options: null, problems, file => file.ReadEvents().ToList());

    private static T Read<T>(byte[] log, SessionLogOptions? options, List<SessionLogFormatException>? problems, Func<SessionLogFile, T> read)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, log);
            return read(new SessionLogFile(path, options ?? new SessionLogOptions(), problem =>
            {
                if (problems is null)
                {
                    throw problem;
                }

                problems.Add(problem);
            }));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
