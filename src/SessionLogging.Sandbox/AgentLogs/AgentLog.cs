namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>The raw terminal output of a session in the forms that the agent gives it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Target">The managed node.</param>
/// <param name="Owner">The ARN of who started it.</param>
/// <param name="Region">The Region.</param>
public sealed record AgentLog(string SessionId, string Target, string Owner, string Region)
{
    /// <summary>The agent's word where it could not make a log.</summary>
    public const string FailureText = "unable to generate log data";

    /// <summary>The user on the node.</summary>
    public string RunAsUser { get; init; } = "ssm-user";

    /// <summary>The object in S3 of a node on Linux: the output replayed through <c>script</c>, whose two lines carry the time of the replay at the session's end.</summary>
    /// <param name="output">As the terminal had it.</param>
    /// <param name="end">The session's end.</param>
    public byte[] Replayed(byte[] output, DateTimeOffset end)
    {
        var time = end.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        using var log = new MemoryStream();
        log.Write(Encoding.UTF8.GetBytes(
            $"Script started on {time} [COMMAND=\"cat /var/lib/amazon/ssm/{Target}/session/orchestration/{SessionId}/Standard_Stream/ipcTempFile.log\" <not executed on terminal>]\n"));
        foreach (var value in output)
        {
            if (value == '\n')
            {
                log.WriteByte((byte)'\r');
            }

            log.WriteByte(value);
        }

        log.Write(Encoding.UTF8.GetBytes($"\nScript done on {time} [COMMAND_EXIT_CODE=\"0\"]\n"));
        return log.ToArray();
    }

    /// <summary>The object in S3 of a node on Windows: a transcript of the replay, in English.</summary>
    /// <param name="lines">The session's lines.</param>
    /// <param name="end">The session's end.</param>
    public byte[] Transcript(IEnumerable<string> lines, DateTimeOffset end)
    {
        var border = new string('*', 22);
        var folder = $@"C:\ProgramData\Amazon\SSM\InstanceData\{Target}\session\orchestration\{SessionId}\Standard_Stream";
        string[] before =
        [
            border, "Windows PowerShell transcript start", $"Start time: {Digits(end)}", @"Username: WORKGROUP\SYSTEM", @"RunAs User: WORKGROUP\SYSTEM", "Configuration Name: ",
            "Machine: EC2AMAZ-1A2B3C4 (Microsoft Windows NT 10.0.20348.0)", @"Host Application: C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe", "Process ID: 3484",
            "PSVersion: 5.1.20348.2849", "PSEdition: Desktop", "PSCompatibleVersions: 1.0, 2.0, 3.0, 4.0, 5.0, 5.1.20348.2849", "BuildVersion: 10.0.20348.2849",
            "CLRVersion: 4.0.30319.42000", "WSManStackVersion: 3.0", "PSRemotingProtocolVersion: 2.3", "SerializationVersion: 1.1.0.1", border,
            $@"Transcript started, output file is {folder}\{SessionId}.log",
            $@"PS C:\Windows\system32> &'C:\Program Files\Amazon\SSM\ssm-session-logger.exe' {folder}\ipcTempFile.log true",
        ];
        string[] after = [@"PS C:\Windows\system32> exit", border, "Windows PowerShell transcript end", $"End time: {Digits(end.AddSeconds(4))}", border];
        return [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(string.Join("\r\n", [.. before, .. lines, .. after]) + "\r\n")];
    }

    /// <summary>The messages of the upload at the session's end: at most 200,000 bytes each, with the line feeds that the terminal had.</summary>
    /// <param name="output">As the terminal had it.</param>
    /// <param name="end">The session's end.</param>
    public IEnumerable<string> Uploaded(byte[] output, DateTimeOffset end)
    {
        const int Longest = 200_000;
        var text = Encoding.UTF8.GetString(Replayed(output, end)).Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
        for (var at = 0; at < text.Length; at += Longest)
        {
            yield return text.Substring(at, Math.Min(Longest, text.Length - at));
        }
    }

    /// <summary>The messages of the stream while the session runs: one event for what came in a second or fills one.</summary>
    /// <param name="output">As the terminal had it.</param>
    /// <param name="start">The time of the first event; each next one is a second later.</param>
    public IEnumerable<(DateTimeOffset Time, string Message)> Streamed(byte[] output, DateTimeOffset start) =>
        StreamSlices.Of(output).Select((data, at) => (start.AddSeconds(at), Event(start.AddSeconds(at), data)));

    /// <summary>An event: its members in the agent's order, encoded as Go does.</summary>
    /// <param name="time">The time of the upload.</param>
    /// <param name="data">The entries.</param>
    public string Event(DateTimeOffset time, IEnumerable<string> data) =>
        $$$"""{"eventVersion":"1.0","eventTime":{{{GoJson.Text(time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture))}}},"awsRegion":{{{GoJson.Text(Region)}}},"target":{"id":{{{GoJson.Text(Target)}}}},"userIdentity":{"arn":{{{GoJson.Text(Owner)}}}},"runAsUser":{{{GoJson.Text(RunAsUser)}}},"sessionId":{{{GoJson.Text(SessionId)}}},"sessionData":[{{{string.Join(',', data.Select(GoJson.Text))}}}]}""";

    private static string Digits(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
