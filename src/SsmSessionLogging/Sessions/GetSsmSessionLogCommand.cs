using System.Diagnostics;
using SessionLogging.Logs;
using SessionLogging.Logs.Following;
using SessionLogging.Logs.Reading;
using SessionLogging.Logs.Sources;
using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Reads session logs as a person saw them: where they lie, or out of files.</summary>
/// <remarks>
/// <para>-SessionId and piped sessions read logs from S3 and CloudWatch Logs. Each session goes to its own account and Region, a bucket to its own Region. Where a session's record says where the log lies, as those of Get-SsmSessionReport do, nothing else is asked; else it is worked out from the versions of the Session documents, and every place that can have applied is tried.</para>
/// <para>A session has up to two logs. The one in S3, and the upload to CloudWatch Logs, come when it has ended: they are what the terminal showed, and have neither times nor users. The one that is streamed to CloudWatch Logs alone has times, which are those of the upload, and is there while the session runs; but the agent's streaming takes carriage returns and cursor moves away, so that it can show commands that never ran. -Source says which one.</para>
/// <para>A log that is not there is an error that lists each place that was tried, what came of it and why there may be none (LogNotFound); one that may not be read says which action was denied (LogDenied). A warning says where a data protection policy has masked what is read.</para>
/// <para>Files may be saved logs in any of the forms that the agent leaves: terminal output from S3, CloudWatch Logs or the node, transcripts of Windows PowerShell, and streamed events, which may stand one a line, as the AWS CLI saved them, or as CloudWatch Logs exported them to S3. A file may be compressed by gzip, or UTF-16. Escape sequences, backspaces and carriage returns do what they did on the screen, and what was cleared stays. What the agent wrote around the session is left out.</para>
/// <para>Marks says what there is to know of a line before it is taken as evidence: the agent's streaming takes carriage returns and cursor moves away, so a typed line there may have been edited (Damaged). AccountId, Region, Owner, RunAsUser and Time stand in streamed events alone; elsewhere they are empty. SessionId and Target are taken from the log, else from the path of its file.</para>
/// <para>To hand events over to a logging solution all the time, subscribe it to the log group: aws logs put-subscription-filter --log-group-name /session-manager --filter-name siem --filter-pattern '{ $.eventVersion = "1.0" }' --destination-arn ARN. What is on its way is not made up for: -AsEvent reads what was written before.</para>
/// </remarks>
/// <returns>One object a line; with -AsTranscript one a log, with -AsEvent one an event, with -AsByteStream blocks of bytes.</returns>
/// <permission>For files none. <c>s3:GetObject</c> on the objects (without <c>s3:ListBucket</c> S3 does not say whether one is there), <c>kms:Decrypt</c> on a bucket's key of your own; <c>logs:GetLogEvents</c> on the log groups, <c>logs:DescribeLogGroups</c> where asterisks stand in a log, <c>logs:DescribeLogStreams</c> with -LogRoleArn, -LogProfileName or -LogRegion. With -Follow <c>logs:FilterLogEvents</c> and <c>logs:DescribeLogStreams</c>, and <c>ssm:DescribeSessions</c>, without which it is not seen that a session has ended.</permission>
/// <permission>With -SessionId <c>ssm:DescribeSessions</c>; with it, and for sessions whose records do not say where the log lies, <c>ssm:DescribeDocument</c>, <c>ssm:GetDocument</c> and <c>ssm:ListDocumentVersions</c>.</permission>
/// <example>
/// The session, as it was on the screen
/// <code>Get-SsmSessionLog -SessionId jdoe-0123456789abcdef0 -Region eu-west-1 | ForEach-Object { $_.Text }</code>
/// </example>
/// <example>
/// The same with the times of the streamed log
/// <code>Get-SsmSessionLog -SessionId jdoe-0123456789abcdef0 -Source CloudWatch -Region eu-west-1 | Format-Table Time, RunAsUser, Text</code>
/// </example>
/// <example>
/// In which sessions of the last days was a command typed?
/// <code>
/// Get-SsmSessionReport -Days 7 -Owner jdoe, alice -Region eu-west-1 | Get-SsmSessionLog |
///     Where-Object Text -match 'sudo' | Format-Table SessionId, LineNumber, Text
/// </code>
/// </example>
/// <example>
/// Watch every session that runs, here for two seconds
/// <code>
/// Get-SsmSessionReport -State Active -Region eu-west-1 | Get-SsmSessionLog -Follow -Timeout 2 |
///     ForEach-Object { "$($_.SessionId): $($_.Text)" }
/// </code>
/// </example>
/// <example>
/// The bytes as they lie in S3, into a file
/// <code>Get-SsmSessionLog -SessionId jdoe-0123456789abcdef0 -Source S3 -AsByteStream -Region eu-west-1 | Set-Content ./raw.log -AsByteStream</code>
/// </example>
/// <example>
/// Look for a command in many saved logs
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
[OutputType(typeof(SessionLogLine), typeof(SessionTranscript), typeof(SessionLogEvent), typeof(byte[]))]
public sealed class GetSsmSessionLogCommand : LogReadingCmdlet
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(0.5);

    private readonly Stopwatch _sinceTold = Stopwatch.StartNew();
    private readonly List<SessionRecord> _sessions = [];
    private readonly List<SessionRecord> _followed = [];
    private bool _isTold;

    /// <summary>The files, with * and ? as wildcards; they may be compressed by gzip.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The sessions, by their ids, in the accounts and Regions that the connection parameters name. One that Session Manager does not remember is an error (SessionNotFound): it forgets after 30 days.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SessionId")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[] SessionId { get; set; } = [];

    /// <summary>Sessions, as Get-SsmSessionReport gives them or as its files give them back; each is read in its own AccountId and Region. One without a Region needs -Region. The files of Get-ChildItem are read as logs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [NoFiles]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Which log of a session: the object in S3, the stream in CloudWatch Logs, or Auto, the default: once it has ended the first of both that is there, while it runs the stream. Only what was streamed has times, and it can show commands that never ran.</summary>
    [Parameter(ParameterSetName = "SessionId")]
    [Parameter(ParameterSetName = "InputObject")]
    [Alias("From")]
    [NamedValues(typeof(SessionLogOrigin))]
    public SessionLogOrigin Source { get; set; }

    /// <summary>
    /// <para>Gives what is streamed of a session so far, then each new line, for the most part within two seconds, until the session has ended and nothing more has come for ten: which does not say that its log is whole. Several sessions are followed at once, each line with its SessionId, whatever accounts and Regions they are in; where they are more than CloudWatch Logs lets be asked for in time, they are asked for in turn and a warning says how late lines come. Throttling, lost connections and renewed credentials are survived, and a stream that is not there yet is waited for. Ctrl+C ends it, or -Timeout.</para>
    /// <para>A log that is not streamed cannot be followed. Marks that later lines would give to earlier ones are missing. Does not go with -Source S3, -First, -AsTranscript, -AsEvent and -AsByteStream (FollowIsOfLines); -Tail says how many lines of what is there already are given.</para>
    /// </summary>
    [Parameter(ParameterSetName = "SessionId")]
    [Parameter(ParameterSetName = "InputObject")]
    [Alias("Wait")]
    public SwitchParameter Follow { get; set; }

    /// <summary>For how many seconds -Follow goes on at most; without it until the sessions have ended.</summary>
    [Parameter(ParameterSetName = "SessionId")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNull]
    [ValidateRange(1, 604_800)]
    [NoFiles]
    public int? Timeout { get; set; }

    /// <summary>The columns of the session's window. Without it they are worked out from where typed lines broke, else 100.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    [NoFiles]
    public int? Width { get; set; }

    /// <summary>The rows of the session's window. Without it they are the highest that a program addressed, else 40.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(TerminalSize.Least, TerminalSize.Most)]
    [NoFiles]
    public int? Height { get; set; }

    /// <summary>Only so many lines from the beginning of each log. Does not go with -Tail (FirstOrTail).</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(1, 1_000_000)]
    [NoFiles]
    public int? First { get; set; }

    /// <summary>Only so many lines from the end of each log. A stream is read from its end then: LineNumber is 0 where its beginning was not read.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateRange(1, 1_000_000)]
    [NoFiles]
    public int? Tail { get; set; }

    /// <summary>Gives the last frame of each editor or pager, too, where it stood: lines marked FullScreen. Text that was typed into an editor and never saved stands in no other place.</summary>
    [Parameter]
    public SwitchParameter FullScreen { get; set; }

    /// <summary>Gives one object for each log: its lines, and what its frame says of it.</summary>
    [Parameter]
    public SwitchParameter AsTranscript { get; set; }

    /// <summary>Gives streamed events as they are, and not as lines. Does not go with -AsTranscript, -FullScreen, -First and -Tail, which are of lines (EventsAreWhole).</summary>
    [Parameter]
    public SwitchParameter AsEvent { get; set; }

    /// <summary>Gives the bytes of each log as they lie there, in blocks of at most 1 MiB, for a file or a program: escape sequences in them act on a screen. Of a stream they are JSON lines, one an event with its times. Does not go with what is of lines or events (BytesAreWhole).</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    private bool ReadsFiles => MyInvocation.BoundParameters.ContainsKey(nameof(Path)) || MyInvocation.BoundParameters.ContainsKey(nameof(LiteralPath));

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        Refuse(AsEvent && (AsTranscript || FullScreen || First is not null || Tail is not null), "EventsAreWhole", nameof(AsEvent), "-AsEvent gives events as they are: -AsTranscript, -FullScreen, -First and -Tail are of lines.");
        Refuse(AsByteStream && (AsEvent || AsTranscript || FullScreen || First is not null || Tail is not null || Width is not null || Height is not null), "BytesAreWhole", nameof(AsByteStream), "-AsByteStream gives bytes as they lie there: -AsEvent, -AsTranscript, -FullScreen, -First, -Tail, -Width and -Height are of what is decoded.");
        Refuse(First is not null && Tail is not null, "FirstOrTail", nameof(First), "-First takes lines from the beginning, -Tail from the end.");
        Refuse(Follow && (Source is SessionLogOrigin.S3 || First is not null || AsTranscript || AsEvent || AsByteStream), "FollowIsOfLines", nameof(Follow), "-Follow gives lines of what is streamed, as they come: -Source S3, -First, -AsTranscript, -AsEvent and -AsByteStream are of logs that are read once.");
        Refuse(Timeout is not null && !Follow, "FollowIsOfLines", nameof(Timeout), "-Timeout says how long -Follow goes on.");
        if (!ReadsFiles)
        {
            base.Prepare();
        }
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        _sessions.Clear();
        foreach (var input in InputObject)
        {
            if (PipedFile.PathOf(input) is { } path)
            {
                WriteFiles(null, [path]);
            }
            else if (SessionInput.Of(input, Region) is SessionRecord session)
            {
                _sessions.Add(session);
            }
        }

        if (ReadsFiles)
        {
            WriteFiles(Path, LiteralPath);
        }

        return _sessions.Count == 0 && SessionId.Length == 0;
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (SessionId.Length > 0)
        {
            await FindAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Follow)
        {
            _followed.AddRange(_sessions);
            return;
        }

        foreach (var session in _sessions)
        {
            await ReadAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        var options = new LogFollowOptions
        {
            Reading = new SessionLogOptions { Width = Width, Height = Height, FullScreen = FullScreen, Tail = Tail },
            Timeout = Timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        return _followed.Count == 0 ? Task.CompletedTask
            : new LogFollower(Logs, options, new FollowListener(Pipeline, (session, failure) => Tell(Accounts.HomeOf(session.AccountId, session.Region), failure))).FollowAsync(_followed, cancellationToken);
    }

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        var openings = await Accounts.AllAsync(cancellationToken).ConfigureAwait(false);
        var lookup = new SessionLookup(openings, AccountIdAsync, (opening, failure) => Tell(opening, failure));
        foreach (var id in SessionId)
        {
            try
            {
                _sessions.AddRange(await lookup.FindAsync(id, cancellationToken).ConfigureAwait(false));
            }
            catch (SessionNotFoundException failure)
            {
                Pipeline.Error(ErrorRecords.From(failure, document: null));
            }
        }
    }

    private async Task ReadAsync(SessionRecord session, CancellationToken cancellationToken)
    {
        var home = Accounts.HomeOf(session.AccountId, session.Region);
        try
        {
            using var copy = await StoredLogCopy.OfAsync(Logs, session, Source, AsTranscript ? null : Tail, (copied, of) => TellCopying(session, copied, of), cancellationToken).ConfigureAwait(false);
            if (copy.Facts.IsMasked is not false)
            {
                Pipeline.Warning($"{copy.Place}: {(copy.Facts.IsMasked is true ? "a data protection policy masks what is read of this log" : "asterisks stand in this log, and whether a data protection policy put them there could not be looked at")}. **** may be nobody's typing.");
            }

            await Pipeline.AskAsync(() =>
            {
                WriteLog(copy.Place, copy.AsFile);
                return true;
            }).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            Tell(home, failure);
        }
    }

    private void WriteFiles(string[]? paths, string[] literalPaths)
    {
        foreach (var file in FileSystemPaths.Resolve(this, paths, literalPaths))
        {
            try
            {
                WriteLog(file, (options, report, progress) => new SessionLogFile(file, options, report, progress));
            }
            catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
            {
                WriteError(record);
            }
        }
    }

    private void WriteLog(string source, Func<SessionLogOptions, Action<SessionLogFormatException>, Action<int>, SessionLogFile> open)
    {
        var options = new SessionLogOptions { Width = Width, Height = Height, FullScreen = FullScreen, First = First, Tail = Tail };
        var log = open(options, problem => WriteError(ErrorRecords.From(problem, document: null)), percent => TellReading(source, percent));
        IEnumerable<object> output = AsByteStream ? log.ReadBytes() : AsTranscript ? [log.ReadTranscript()] : AsEvent ? log.ReadEvents() : log.ReadLines();
        foreach (var item in output)
        {
            WriteObject(item is SessionLogLine line ? TableViews.OfLine(line) : item);
        }

        if (log.EmptyReason is { } reason)
        {
            WriteWarning($"'{source}' is no log: {reason}.");
        }

        if (_isTold)
        {
            WriteProgress(Progress(source, percent: 100, ProgressRecordType.Completed));
        }

        _isTold = false;
    }

    /// <summary>Only of a log that takes long; and Ctrl+C does not wait for the window's size to be found in it.</summary>
    private void TellReading(string source, int percent)
    {
        if (Stopping)
        {
            throw new PipelineStoppedException();
        }

        if (IsTimeToTell())
        {
            WriteProgress(Progress(source, percent, ProgressRecordType.Processing));
        }
    }

    private void TellCopying(SessionRecord session, long copied, long? of)
    {
        if (IsTimeToTell())
        {
            var percent = of is > 0 ? (int)(100 * copied / of.Value) : -1;
            Pipeline.Progress(Progress(FormattableString.Invariant($"{session.SessionId}: {copied:N0} bytes"), percent, ProgressRecordType.Processing));
        }
    }

    private bool IsTimeToTell()
    {
        if (_sinceTold.Elapsed < BetweenProgress)
        {
            return false;
        }

        _sinceTold.Restart();
        return _isTold = true;
    }

    private static ProgressRecord Progress(string status, int percent, ProgressRecordType type) =>
        new(0, "Reading a session log", status) { PercentComplete = percent, RecordType = type };

    private static void Refuse(bool isContradiction, string rule, string parameter, string message)
    {
        if (isContradiction)
        {
            throw new LogRequestException(rule, parameter, message);
        }
    }
}
