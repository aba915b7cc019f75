using SessionLogging.Logs;
using SessionLogging.Logs.Terminal;

namespace SsmSessionLogging.Sessions;

/// <summary>
/// <para type="synopsis">Reads session logs as a person saw them.</para>
/// <para type="description">Takes saved logs in any of the forms that the agent leaves: terminal output from S3, CloudWatch Logs or the node, transcripts of Windows PowerShell, and streamed events, which may stand one a line or as the AWS CLI saved them. Escape sequences, backspaces and carriage returns do what they did on the screen, and what was cleared stays. What the agent wrote around the session is left out. Marks says what there is to know of a line before it is taken as evidence: the agent's streaming takes carriage returns and cursor moves away, so a typed line there may have been edited (Damaged).</para>
/// <para type="description">RunAsUser and Time stand in streamed events alone; elsewhere they are empty.</para>
/// <example>
///   <code>Get-SsmSessionLog ./jdoe-0123456789abcdef0.log | ForEach-Object { $_.Text }</code>
///   <para>The session, as it was on the screen.</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionLog ./logs/*.log -FullScreen | Where-Object Text -match 'password' | Format-Table Source, LineNumber, Marks, Text</code>
///   <para>What was typed into editors stands in no other place than their last frame.</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionLog ./events.json -AsEvent | ForEach-Object { ConvertTo-Json $_ -Compress } | Set-Content ./events.jsonl -Encoding utf8</code>
///   <para>Streamed events as JSON lines for a logging solution of one's own. To hand them over all the time, subscribe it to the log group: aws logs put-subscription-filter --log-group-name /session-manager --filter-name siem --filter-pattern '{ $.eventVersion = "1.0" }' --destination-arn ARN.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Get, "SsmSessionLog", DefaultParameterSetName = "Path")]
[OutputType(typeof(SessionLogLine), typeof(SessionTranscript), typeof(SessionLogEvent))]
public sealed class GetSsmSessionLogCommand : AsyncCmdlet
{
    /// <summary>
    /// <para type="description">The files, with * and ? as wildcards.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>
    /// <para type="description">The files, by their exact names; those of Get-ChildItem may be piped.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// <para type="description">The columns of the session's window. Without it they are worked out from where typed lines broke, else 100.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    public int? Width { get; set; }

    /// <summary>
    /// <para type="description">The rows of the session's window. Without it they are the highest that a program addressed, else 40.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    public int? Height { get; set; }

    /// <summary>
    /// <para type="description">Only so many lines from the end of each log.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(1, 1_000_000)]
    public int? Tail { get; set; }

    /// <summary>
    /// <para type="description">Gives the last frame of each editor or pager, too, where it stood: lines marked FullScreen.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter FullScreen { get; set; }

    /// <summary>
    /// <para type="description">Gives one object for each log: its lines, and what its frame says of it.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter AsTranscript { get; set; }

    /// <summary>
    /// <para type="description">Gives streamed events as they are, and not as lines.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter AsEvent { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        if (AsEvent && (AsTranscript || FullScreen || Tail is not null))
        {
            throw new PreferenceRuleException("EventsAreWhole", "AsEvent", "-AsEvent gives events as they are: -AsTranscript, -FullScreen and -Tail are of lines.", "Leave one of them out.");
        }
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        foreach (var file in FileSystemPaths.Resolve(this, Path, LiteralPath))
        {
            try
            {
                WriteLog(file);
            }
            catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
            {
                WriteError(record);
            }
        }

        return true;
    }

    private void WriteLog(string path)
    {
        var options = new SessionLogOptions { Width = Width, Height = Height, FullScreen = FullScreen, Tail = Tail };
        var log = new SessionLogFile(path, options, problem => WriteError(ErrorRecords.From(problem, document: null)));
        IEnumerable<object> output = AsTranscript ? [log.ReadTranscript()] : AsEvent ? log.ReadEvents() : log.ReadLines();
        foreach (var item in output.TakeWhile(_ => !Stopping))
        {
            WriteObject(item);
        }

        if (log.EmptyReason is { } reason)
        {
            WriteVerbose($"'{path}' is no log: {reason}.");
        }
    }
}
