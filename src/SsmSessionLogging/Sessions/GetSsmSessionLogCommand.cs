using System.Diagnostics;
using SessionLogging.Logs;
using SessionLogging.Logs.Reading;
using SessionLogging.Preferences.Document;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Reads session logs as a person saw them.</summary>
/// <remarks>
/// <para>Takes saved logs in any of the forms that the agent leaves: terminal output from S3, CloudWatch Logs or the node, transcripts of Windows PowerShell, and streamed events, which may stand one a line, as the AWS CLI saved them, or as CloudWatch Logs exported them to S3. A file may be compressed by gzip, or UTF-16. Escape sequences, backspaces and carriage returns do what they did on the screen, and what was cleared stays. What the agent wrote around the session is left out.</para>
/// <para>Marks says what there is to know of a line before it is taken as evidence: the agent's streaming takes carriage returns and cursor moves away, so a typed line there may have been edited (Damaged). AccountId, Region, Owner, RunAsUser and Time stand in streamed events alone; elsewhere they are empty. SessionId and Target are taken from the log, else from the path of its file.</para>
/// <para>To hand events over to a logging solution all the time, subscribe it to the log group: aws logs put-subscription-filter --log-group-name /session-manager --filter-name siem --filter-pattern '{ $.eventVersion = "1.0" }' --destination-arn ARN. What is on its way is not made up for: -AsEvent reads what was saved before.</para>
/// </remarks>
/// <returns>One object a line; with -AsTranscript one a log, with -AsEvent one an event.</returns>
/// <permission>None: it reads files and asks nobody.</permission>
/// <example>
/// The session, as it was on the screen
/// <code>Get-SsmSessionLog ./jdoe-0123456789abcdef0.log | ForEach-Object { $_.Text }</code>
/// </example>
/// <example>
/// Look for a command in many logs
/// <code>Get-SsmSessionLog ./logs/*.log | Where-Object Text -match 'sudo' | Format-Table LineNumber, Marks, Text</code>
/// </example>
/// <example>
/// What the log's frame says
/// <code>Get-SsmSessionLog ./jdoe-0123456789abcdef0.log -AsTranscript | Format-List *</code>
/// </example>
/// <example>
/// Streamed events as JSON lines, for a logging solution of your own
/// <code>Get-SsmSessionLog ./events.json -AsEvent | ForEach-Object { ConvertTo-Json $_ -Compress }</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cwl-streaming">Session Manager: streaming session data using CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-s3">Session Manager: logging session data using Amazon S3</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/">Amazon CloudWatch Logs User Guide</seealso>
/// <seealso cref="Sessions.GetSsmSessionReportCommand"/>
/// <seealso>about_SsmSessionLogging_Limits</seealso>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsCommon.Get, "SsmSessionLog", DefaultParameterSetName = "Path")]
[OutputType(typeof(SessionLogLine), typeof(SessionTranscript), typeof(SessionLogEvent))]
public sealed class GetSsmSessionLogCommand : AsyncCmdlet
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(0.5);

    private readonly Stopwatch _sinceTold = Stopwatch.StartNew();
    private bool _isTold;

    /// <summary>The files, with * and ? as wildcards; they may be compressed by gzip.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, by their exact names; those of Get-ChildItem may be piped.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The columns of the session's window. Without it they are worked out from where typed lines broke, else 100.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    public int? Width { get; set; }

    /// <summary>The rows of the session's window. Without it they are the highest that a program addressed, else 40.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    public int? Height { get; set; }

    /// <summary>Only so many lines from the end of each log.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(1, 1_000_000)]
    public int? Tail { get; set; }

    /// <summary>Gives the last frame of each editor or pager, too, where it stood: lines marked FullScreen. Text that was typed into an editor and never saved stands in no other place.</summary>
    [Parameter]
    public SwitchParameter FullScreen { get; set; }

    /// <summary>Gives one object for each log: its lines, and what its frame says of it.</summary>
    [Parameter]
    public SwitchParameter AsTranscript { get; set; }

    /// <summary>Gives streamed events as they are, and not as lines. Does not go with -AsTranscript, -FullScreen and -Tail, which are of lines (EventsAreWhole).</summary>
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
        var log = new SessionLogFile(path, options, problem => WriteError(ErrorRecords.From(problem, document: null)), percent => Tell(path, percent));
        IEnumerable<object> output = AsTranscript ? [log.ReadTranscript()] : AsEvent ? log.ReadEvents() : log.ReadLines();
        foreach (var item in output)
        {
            WriteObject(item is SessionLogLine { Time: not null } ? TableViews.In("Time", item) : item);
        }

        if (log.EmptyReason is { } reason)
        {
            WriteWarning($"'{path}' is no log: {reason}.");
        }

        if (_isTold)
        {
            WriteProgress(Progress(path, percent: 100, ProgressRecordType.Completed));
        }

        _isTold = false;
    }

    /// <summary>Only of a log that takes long; and Ctrl+C does not wait for the window's size to be found in it.</summary>
    private void Tell(string path, int percent)
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }

        if (_sinceTold.Elapsed >= BetweenProgress)
        {
            _sinceTold.Restart();
            _isTold = true;
            WriteProgress(Progress(path, percent, ProgressRecordType.Processing));
        }
    }

    private static ProgressRecord Progress(string path, int percent, ProgressRecordType type) =>
        new(0, "Reading a session log", path) { PercentComplete = percent, RecordType = type };
}
