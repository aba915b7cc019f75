using System.Security.Cryptography.X509Certificates;
using SessionLogging.Findings;
using SessionLogging.Logs.Archive;
using SsmSessionLogging.Pipelines;
using SsmSessionLogging.Signing;

namespace SsmSessionLogging.Sessions;

/// <summary>Checks that an archive of session logs is as it was saved.</summary>
/// <remarks>
/// <para>Looks at every file of a folder that Save-SsmSessionLog wrote to, and names what was changed, is missing or was added, signatures that do not hold, and manifests that were taken away: one object for each finding, and one for each rule that holds.</para>
/// <para>By itself it shows that files and manifests agree: whoever can write to the folder can make all of them anew, or take the last save away. With the ManifestHash of the last save, kept elsewhere, or with the certificate or key that signed, nobody can: the hash in each manifest reaches to the first. What came behind a hash or signature that is given is not vouched for (ManifestNotVouchedFor).</para>
/// <para>What it proves: that logs are unchanged since they were saved, and nothing of what happened to them before. A certificate is not judged: give the one that you expect.</para>
/// <para>Nothing is asked of AWS, unless -SigningKeyId names a key whose public half KMS is asked for. A folder that a save is writing to now may hold files that no manifest lists yet (ArchiveFileExtra).</para>
/// </remarks>
/// <returns>One object for each rule or finding; with -Quiet whether all is as it was saved, once for each folder.</returns>
/// <permission>None, but with -SigningKeyId <c>kms:GetPublicKey</c>.</permission>
/// <example>
/// Against the hash that was kept elsewhere
/// <code>
/// $save = Get-SsmSessionReport -Days 2 -Region eu-west-1 | Save-SsmSessionLog ./evidence
/// Test-SsmSessionLogArchive ./evidence -ManifestHash $save.ManifestHash | Format-Table RuleId, Status
/// </code>
/// </example>
/// <example>
/// What is wrong, and nothing else
/// <code>Test-SsmSessionLogArchive ./evidence | Where-Object Status -in Fail, Unknown | Format-List RuleId, Subject, Message</code>
/// </example>
/// <example>
/// Against the key in KMS that signed, in a script
/// <code>Test-SsmSessionLogArchive ./evidence -SigningKeyId alias/evidence -Region eu-west-1 -Quiet</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/kms/latest/developerguide/">AWS KMS Developer Guide</seealso>
/// <seealso cref="Sessions.SaveSsmSessionLogCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "SsmSessionLogArchive", DefaultParameterSetName = "Hash")]
[OutputType(typeof(Finding), typeof(bool))]
public sealed class TestSsmSessionLogArchiveCommand : ConnectedCmdlet
{
    private static readonly ISignatureVerifier[] Verifiers = [new CmsSignatures(), new KmsSignatureVerifier()];

    private int _percent;

    /// <summary>The folders that Save-SsmSessionLog wrote to.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The SHA-256 of manifests, as Save-SsmSessionLog gave them and as sha256sum prints them. One that no manifest has is a finding.</summary>
    [Parameter(ParameterSetName = "Hash", ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    [NoFiles]
    public string[] ManifestHash { get; set; } = [];

    /// <summary>The certificate that signed; its private key is not needed. The path of a file will do.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate")]
    [ValidateNotNull]
    [CertificateFile]
    [NoFiles]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The KMS key that signed: its id, ARN, alias or alias ARN. Only its public half is asked for; the checking is done here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SigningKey")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string? SigningKeyId { get; set; }

    /// <summary>Gives $true for a folder where everything is as it was saved, else $false, and nothing else.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var anchor = await AnchorAsync(cancellationToken).ConfigureAwait(false);
        foreach (var folder in await Pipeline.AskAsync(() => Array.ConvertAll(Path, GetUnresolvedProviderPathFromPSPath)).ConfigureAwait(false))
        {
            try
            {
                Check(folder, anchor, cancellationToken);
            }
            catch (SessionLoggingException failure)
            {
                Pipeline.Error(ErrorRecords.From(failure, document: null));
            }
        }
    }

    private void Check(string folder, ArchiveAnchor? anchor, CancellationToken cancellationToken)
    {
        var findings = new ArchiveCheck(folder, anchor, Verifiers, (done, all) => Tell(folder, done, all)).Run(cancellationToken);
        Pipeline.Progress(Progress(folder, ProgressRecordType.Completed, percent: 100));
        if (Quiet)
        {
            Pipeline.Write(findings.All(finding => finding.Status is FindingStatus.Pass or FindingStatus.NotApplicable));
        }
        else
        {
            Pipeline.WriteEach(findings);
        }
    }

    private async Task<ArchiveAnchor?> AnchorAsync(CancellationToken cancellationToken) =>
        Certificate is not null ? new ArchiveAnchor { Signer = CmsSignatures.SignerOf(Certificate) }
        : SigningKeyId is not null ? new ArchiveAnchor { Signer = await SigningKeys.SignerIdAsync(Accounts, SigningKeyId, cancellationToken).ConfigureAwait(false) }
        : ManifestHash.Length > 0 ? new ArchiveAnchor { ManifestHashes = ManifestHash }
        : null;

    // Once for each hundredth: a screen takes no more.
    private void Tell(string folder, int done, int all)
    {
        var percent = (int)(100L * done / Math.Max(1, all));
        if (Interlocked.Exchange(ref _percent, percent) != percent)
        {
            Pipeline.Progress(Progress(folder, ProgressRecordType.Processing, percent));
        }
    }

    private static ProgressRecord Progress(string folder, ProgressRecordType type, int percent) => new(0, "Checking an archive", folder) { RecordType = type, PercentComplete = percent };
}
