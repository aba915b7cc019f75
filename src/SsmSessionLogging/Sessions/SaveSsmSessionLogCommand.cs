using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using SessionLogging.Logs.Archive;
using SessionLogging.Logs.Sources;
using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Signing;

namespace SsmSessionLogging.Sessions;

/// <summary>Saves session logs in a folder, as evidence: with what is known of each, and a manifest by which every later change shows.</summary>
/// <remarks>
/// <para>Takes the sessions of Get-SsmSessionReport from the pipeline. Each gets a folder: SESSION.log as it lay in S3 or CloudWatch Logs, SESSION.txt with the text in it, record.json with the report's row, where the log came from and the version of the Session document that applied as far as that can be told, and, where lines have times (a streamed log) or something to know of them, SESSION.lines.jsonl, which says so line by line.</para>
/// <para>At the end manifest-NUMBER.jsonl lists them with the SHA-256 of every file; the sessions without a log too, and why; what the report covered; who saved it all, and with what; and the SHA-256 of the manifest before it. So several saves, one a day, stand in one folder, and a day that is taken away shows. Keep ManifestHash, which comes out, elsewhere, or sign: -Certificate writes a detached signature beside the manifest (openssl cms -verify -binary -inform DER -in manifest-000001.jsonl.p7s -content manifest-000001.jsonl -CAfile ca.pem), -SigningKeyId has KMS make one, so that no key lies on this machine.</para>
/// <para>What this proves: that logs are unchanged since they were saved. Not that they were unchanged before: whoever could write to the bucket could. Test-SsmSessionLogArchive checks it.</para>
/// <para>Nothing that lies in the folder is ever written over. A save that was stopped, or ended by a full disk, goes on where it was when the same command runs again: a log that is saved whole is not read again. A log that has grown since, because its session ran, is saved once more beside the older state (SESSION~2). Several commands may save into one folder at once. On Unix the files are their owner's alone; on Windows they have the rights of the folder.</para>
/// <para>A session without a log is no error: its line in the manifest says why. One whose log could not be seen or read is an error, and the others are saved.</para>
/// </remarks>
/// <permission><c>s3:GetObject</c> and <c>s3:ListBucket</c> on the bucket, <c>kms:Decrypt</c> on its key, <c>logs:GetLogEvents</c> on the log group, <c>logs:DescribeLogGroups</c>; for the document that applied <c>ssm:DescribeDocument</c>, <c>ssm:GetDocument</c> and <c>ssm:ListDocumentVersions</c>, where a denial only leaves it unknown.</permission>
/// <permission>With -SigningKeyId <c>kms:GetPublicKey</c> and <c>kms:Sign</c>.</permission>
/// <example>
/// Yesterday's logs, with a hash to be kept elsewhere
/// <code>Get-SsmSessionReport -Days 2 -Region eu-west-1 | Save-SsmSessionLog ./evidence | ForEach-Object { $_.Manifest }</code>
/// </example>
/// <example>
/// An auditor's sample of 25, signed by a key in KMS
/// <code>
/// Get-SsmSessionReport -Region eu-west-1 | Get-Random -Count 25 |
///     Save-SsmSessionLog ./sample -SigningKeyId alias/evidence -Region eu-west-1 | Format-List Saved, WithoutLog, SignedBy
/// </code>
/// </example>
/// <example>
/// By user and day
/// <code>Get-SsmSessionReport -Owner jdoe -Region eu-west-1 | Save-SsmSessionLog ./by-user -Layout '{UserName}/{Date}/{SessionId}' | Test-SsmSessionLogArchive -Quiet</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/kms/latest/developerguide/">AWS KMS Developer Guide</seealso>
/// <seealso cref="Sessions.TestSsmSessionLogArchiveCommand"/>
/// <seealso cref="Sessions.GetSsmSessionReportCommand"/>
/// <seealso cref="Sessions.GetSsmSessionLogCommand"/>
[Cmdlet(VerbsData.Save, "SsmSessionLog", DefaultParameterSetName = "Unsigned", SupportsShouldProcess = true)]
[OutputType(typeof(SessionLogSave))]
public sealed class SaveSsmSessionLogCommand : LogReadingCmdlet
{
    private const int BatchSize = 64;

    private readonly List<SessionRecord> _batch = [];
    private readonly List<SessionReportCoverage> _coverages = [];
    private readonly HashSet<(string? AccountId, string Region)> _asked = [];
    private ArchiveLayout? _layout;
    private string _folder = "";
    private CmsManifestSigner? _certificateSigner;
    private bool _isOver;
    private SaveListener? _listener;
    private SessionLogSaving? _saving;

    /// <summary>Sessions of Get-SsmSessionReport, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. Each goes to its own AccountId and Region. At the first object that is none the command ends (NotASession).</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [NoFiles]
    public PSObject? InputObject { get; set; }

    /// <summary>The folder. It is made where it is missing, and may hold what earlier saves have left.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Destination")]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = "";

    /// <summary>Where in it the folder of a session lies: names of folders with {AccountId}, {Region}, {Date} (when it started, in UTC), {SessionId}, {Target} and {UserName}, of which {SessionId} has to be one. Names come out in lower case, at most 80 characters long, and what some file system does not take in them is replaced, so that an archive can be copied anywhere.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string Layout { get; set; } = ArchiveLayout.Usual;

    /// <summary>Which log: S3, CloudWatch, or Auto, which is the whole log in S3 or as it was uploaded once the session has ended, and the stream while it runs. Only the streamed form has times, and it can show commands that never ran.</summary>
    [Parameter]
    [Alias("From")]
    [NamedValues(typeof(SessionLogOrigin))]
    public SessionLogOrigin Source { get; set; }

    /// <summary>How many logs are read at once. While AWS throttles they are fewer.</summary>
    [Parameter]
    [ValidateRange(1, 512)]
    [NoNull("Leave it out for 64.")]
    [NoFiles]
    public int ThrottleLimit { get; set; } = SaveOptions.UsualThrottleLimit;

    /// <summary>Signs the manifest by this certificate, which has its private key: of Get-PfxCertificate, or from Cert:\CurrentUser\My. The signature (CMS, detached, in DER) lies beside the manifest with .p7s behind its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [ValidateNotNull]
    [CertificateFile]
    [NoFiles]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The http or https address of a time stamp authority (RFC 3161), which vouches for when the signature was there. Its certificate is not judged here. Windows PowerShell cannot ask for one (TimestampNotPossible).</summary>
    [Parameter(ParameterSetName = "Certificate")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? TimestampServer { get; set; }

    /// <summary>Has KMS sign the manifest by this key: its id, ARN, alias or alias ARN, of usage SIGN_VERIFY. The signature lies beside the manifest with .kms.json behind its name, with the public key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SigningKey")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string? SigningKeyId { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _layout = ArchiveLayout.Parse(Layout);
        _folder = GetUnresolvedProviderPathFromPSPath(DestinationPath);
        _certificateSigner = Certificate is null ? null : new CmsManifestSigner(Certificate, TimestampServer);
        _isOver = !ShouldProcess(_folder, "Save session logs");
        _listener = new SaveListener(_folder);
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        try
        {
            Take(SessionInput.Of(InputObject));
        }
        catch (NotASessionException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, document: null));
        }

        return _isOver || _batch.Count < BatchSize;
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) => SaveBatchAsync(cancellationToken);

    /// <inheritdoc/>
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_isOver)
        {
            return;
        }

        await SaveBatchAsync(cancellationToken).ConfigureAwait(false);
        _coverages.ForEach(_saving!.Add);
        Pipeline.Write(await _listener!.ShowUntilAsync(_saving.FinishAsync(cancellationToken), Pipeline, Tell).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _saving?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(object input)
    {
        switch (input)
        {
            case SessionRecord session:
                _batch.Add(session);
                _asked.Add((session.AccountId, session.Region));
                break;
            case SessionReportCoverage coverage:
                _coverages.Add(coverage);
                break;
        }
    }

    private void Tell(SessionRecord session, SessionLoggingException failure) => Tell(new AccountOpening(session.AccountId, session.Region, _ => throw failure), failure);

    // What went wrong with the folder goes wrong with every session that follows: it is told once.
    private async Task SaveBatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            _saving ??= await SessionLogSaving.BeginAsync(await OptionsAsync(cancellationToken).ConfigureAwait(false), Logs, _listener!, time: null, cancellationToken).ConfigureAwait(false);
            foreach (var session in _batch)
            {
                await _saving.AddAsync(session, cancellationToken).ConfigureAwait(false);
            }

            _batch.Clear();
            _listener!.Show(Pipeline, Tell, isAll: false);
        }
        catch
        {
            _isOver = true;
            throw;
        }
    }

    private async Task<SaveOptions> OptionsAsync(CancellationToken cancellationToken) => new()
    {
        Folder = _folder,
        Layout = _layout!,
        Origin = Source,
        ThrottleLimit = ThrottleLimit,
        Circumstances = CircumstancesAsync,
        DocumentOf = new AppliedDocuments(async (session, ct) => (await Accounts.RouteAsync(session.AccountId, session.Region, ct).ConfigureAwait(false)).Documents).OfAsync,
        Signer = SigningKeyId is null ? _certificateSigner : await SigningKeys.SignerAsync(Accounts, SigningKeyId, cancellationToken).ConfigureAwait(false),
    };

    /// <summary>Who reads the logs, as far as STS says it.</summary>
    private async Task<IReadOnlyList<string>> CallersAsync(CancellationToken cancellationToken)
    {
        var callers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (accountId, region) in _asked)
        {
            try
            {
                var reader = await Logs.ReaderOfAsync(accountId, region, cancellationToken).ConfigureAwait(false);
                callers.Add((await reader.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).Arn);
            }
            catch (SessionLoggingException)
            {
                // Whoever it is has read nothing, or STS cannot be reached.
            }
        }

        return [.. callers];
    }

    private async Task<SaveCircumstances> CircumstancesAsync(CancellationToken cancellationToken) => new()
    {
        Callers = await CallersAsync(cancellationToken).ConfigureAwait(false),
        Machine = Environment.MachineName,
        MachineUser = Environment.UserName,
        ModuleVersion = typeof(SaveSsmSessionLogCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(Layout)] = Layout, [nameof(Source)] = Source.ToString(), [nameof(ThrottleLimit)] = ThrottleLimit.ToString(CultureInfo.InvariantCulture),
        },
    };
}
