using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Exceptions;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rollout;
using SessionLogging.Preferences.Rules;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that changes preferences: any number of documents, each asked about, each with a receipt.</summary>
/// <remarks>
/// <para>The settings that are given are changed, and every other byte of the document stays. A document that does not exist is created. Where everything stands there already nothing is written. A change is written as a new version, made the default, and seen to stand there.</para>
/// <para>Before it writes the command looks at the bucket, the log group and the key that the document names. What would refuse sessions or lose logs because of this change is an error (SessionsRefused, LogsLost): its Exception.Findings are the findings, one by one, with RuleId, Severity, Message and Remediation. What was so before only warns, and so does what may not be looked at.</para>
/// <para>Where the document's tags, or the last call in CloudTrail's Event history that wrote it, show that CloudFormation, a StackSet, Landing Zone Accelerator, Terraform or OpenTofu manages it, a warning (ManagedElsewhere) says that the change will be taken back, and by what. The history is asked once for each account and Region, and only where the latest version is younger than the 90 days that it knows. -SkipTargetCheck leaves all these looks out.</para>
/// <para>-WhatIf reads and looks, shows the before and after of each setting and what would be refused, and writes nothing. -Confirm asks before each document, one at a time.</para>
/// <para>Of many documents the first is changed alone. Once one has gone well, the others are changed side by side (-ThrottleLimit), and after the first failure none is begun any more (-StopAfterFailures): what is under way is finished. What is piped is collected first, so that it is known how many are left. Receipts, errors and questions come in the order of the documents.</para>
/// <para>-ReceiptPath keeps the receipts in a file as they come, one JSON object a line: a line with the Result Begun before a document is changed, on the disk before anything is sent, and one with how it ended before the next document takes its place. So nothing is forgotten where the command is killed: the same command with -ResumeFrom goes on. What is Changed or Unchanged there is not touched again; what is Failed, Skipped, only Begun or not there at all is looked at anew. Each line has the UndoCommand of its change, so the file takes a rollout back: see the example of Set-SsmLoggingPreference.</para>
/// <para>Ctrl+C writes nothing more. What is sent already is finished first, so that no version stays latest without being the default: it gets the time of the call under way and of three more, as slow as calls have been on this link, and a second; at most 30 seconds. A second Ctrl+C ends that. What then stands is said on the host, with the command that mends it.</para>
/// <para>At the end a warning (NodeRightsNotChecked) names the rights that the roles of the nodes newly need: no look with your own rights can show whether they have them.</para>
/// </remarks>
/// <returns>A receipt for each document where -PassThru is given, else nothing. Its Result says Changed, Unchanged, Skipped or Failed, its UndoCommand how to bring the previous version's settings back.</returns>
/// <permission><c>ssm:CreateDocument</c>, <c>ssm:UpdateDocument</c> and <c>ssm:UpdateDocumentDefaultVersion</c>. AWS's own policy for those who administer preferences lacks the last: a version that may not be made the default is taken back (PromotionDenied), unless -AllowLatestOnly is given.</permission>
/// <permission>For the look before a change <c>s3:GetEncryptionConfiguration</c> on the bucket, <c>logs:DescribeLogGroups</c>, and <c>kms:DescribeKey</c> on the channel's key; what is denied is a warning. <c>cloudtrail:LookupEvents</c> tells who wrote the document last; where it is denied, its tags alone do.</permission>
/// <seealso>about_SsmSessionLogging_Limits</seealso>
public abstract class PreferenceChangeCmdlet : PreferenceCmdlet
{
    private const string Activity = "Change Session Manager preferences";

    private readonly HashSet<string> _columnsTold = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<RolloutStep> _steps = [];
    private readonly DestinationChoice _choice = new();
    private EarlierReceipts? _earlier;
    private KeptReceipts? _receipts;

    /// <summary>Which version to start from where the latest and the default version mean different things: without it that is an error (DefaultVersionDiffers), since AWS's sources contradict each other on which of them sessions use.</summary>
    [Parameter]
    [NamedValues(typeof(BaseVersion))]
    public BaseVersion BaseVersion { get; set; }

    /// <summary>Begins no change any more after this many failures; the receipts of the rest say Skipped. What is under way then is finished, so there can be more failures.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [NoFiles]
    public int StopAfterFailures { get; set; } = 1;

    /// <summary>How many documents are changed at once, after one has gone well alone. 1 changes one after another.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    [NoFiles]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Keeps the receipts in this file as they come, one JSON object a line; lines are added to a file of receipts that is there. On Unix a new file is its owner's alone. One that another command is adding to is an error (FileBusy), as is one that holds anything else (ReceiptsNotReadable). Without it: the file of -ResumeFrom. -WhatIf writes nothing.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ReceiptPath { get; set; }

    /// <summary>Goes on where the command ended that kept its receipts in this file: documents that are Changed or Unchanged there are not touched, all others are looked at. Receipts of other settings than this command's are an error (ResumeDiffers), and nothing is asked then. A last line that was cut off counts as not written, which a warning tells (ReceiptTorn).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResumeFrom { get; set; }

    /// <summary>Writes without looking whether the bucket, the log group and the key are there and fit, and who manages the document. The receipt says so (TargetCheckSkipped).</summary>
    [Parameter]
    public SwitchParameter SkipTargetCheck { get; set; }

    /// <summary>Leaves a change as the latest version where ssm:UpdateDocumentDefaultVersion is denied. Without it such a change is taken back. The receipt and a warning say so; AWS's sources differ on whether sessions then use it.</summary>
    [Parameter]
    public SwitchParameter AllowLatestOnly { get; set; }

    /// <summary>Does not ask where the change turns off the last log destination (of which it warns all the same, NothingIsLogged), and where nobody named the accounts or Regions (wildcards, units). Without it, and without -Confirm:$false, it is an error where nobody can answer (ConsentNeeded).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives a receipt for each document: what was changed, or why not, and the command that undoes it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The settings that the parameters give, each by its name or as its alias; they are judged before anything is asked.</summary>
    private protected PreferenceEdit Given { get; private set; } = PreferenceEdit.Empty;

    /// <inheritdoc/>
    private protected override bool NeedsAccountName => Given.NamesAccountName;

    /// <summary>What differs by agreement in some accounts and Regions; <see langword="null"/>: nothing does.</summary>
    private protected virtual AgreedExceptions? Exceptions => null;

    /// <summary>What the command wants of a document.</summary>
    /// <param name="subject">The piped object, or what else names the document; <see langword="null"/>: the parameters do.</param>
    private protected abstract PreferenceRequest RequestFor(DocumentAddress? subject);

    /// <summary>Whether destinations of Get-SsmLoggingDestination are taken for what is to be turned on.</summary>
    private protected virtual bool TakesDestinations => false;

    /// <summary>The name of a piped destination, or what the parameters say instead; <see langword="null"/> for one of a kind that is not turned on here.</summary>
    private protected virtual string? NameOf(ChosenDestination destination) => null;

    /// <summary>What this record is about: the piped object, unless a command knows more.</summary>
    private protected virtual Task<IReadOnlyList<DocumentAddress?>> SubjectsOfRecordAsync() => Task.FromResult(Subjects);

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        Given = PreferenceSetting.All.Aggregate(PreferenceEdit.Empty, (edit, setting) => edit.SetGiven(setting, GivenFor(setting)));
        PreferenceRules.RequireForm(Given);
        _earlier = ResumeFrom is null ? null : EarlierReceipts.Read(FullPath(ResumeFrom));
        _receipts = (ReceiptPath ?? ResumeFrom) is { } kept && !new Consent(this).IsRehearsal ? KeptReceipts.Open(FullPath(kept), TimeProvider.System) : null;
        if (_earlier is { IsTorn: true } || _receipts is { WasTorn: true })
        {
            WriteWarning($"ReceiptTorn: The last line of '{ResumeFrom ?? ReceiptPath}' was cut off when the command that wrote it ended. It counts as not written.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _receipts?.Dispose();
        }

        base.Dispose(disposing);
    }

    private string FullPath(string path) => GetUnresolvedProviderPathFromPSPath(path);

    private object? GivenFor(PreferenceSetting setting) =>
        MyInvocation.MyCommand.Parameters.Values.FirstOrDefault(known => known.Name == setting.Name || known.Aliases.Contains(setting.Name)) is { } parameter
        && MyInvocation.BoundParameters.TryGetValue(parameter.Name, out var given) ? given : null;

    /// <inheritdoc/>
    private protected override void RequireName(string documentName) => SessionDocumentName.RequireChangeable(documentName);

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in await SubjectsOfRecordAsync().ConfigureAwait(false))
        {
            WarnOfColumns(subject?.SettingColumns ?? []);
            var openings = await OpeningsOfAsync(subject, cancellationToken).ConfigureAwait(false);
            if (!await AgreesToSweepAsync(openings, $"the document '{NameOf(subject)}'", Activity).ConfigureAwait(false))
            {
                continue;
            }

            if (TakesDestinations && subject is { Destination: { } destination })
            {
                _choice.Add(subject.AccountId, subject.Region!, NameOf(subject), NameOf(destination));
            }

            var request = RequestFor(subject);
            _steps.AddRange(openings.Select(opening => new RolloutStep(
                opening, () => Expected(subject, opening), (account, ct) => TargetAsync(subject, account, ct), request)));
        }
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        _choice.Require();
        var conversation = await Pipeline.AskAsync(() => new RolloutConversation(this, Pipeline, Activity, Tell, WarnOfUnnamed)).ConfigureAwait(false);
        var options = new RolloutOptions
        {
            Change = new ChangeOptions
            {
                BaseVersion = IsGiven(nameof(BaseVersion)) ? BaseVersion : null,
                SkipTargetCheck = SkipTargetCheck,
                AllowLatestOnly = AllowLatestOnly,
                Abandon = Abandonment,
            },
            ThrottleLimit = ThrottleLimit,
            StopAfterFailures = StopAfterFailures,
            IsRehearsal = conversation.IsRehearsal,
            Receipts = _receipts,
            Earlier = _earlier,
            Exceptions = _steps.Count == 0 || Exceptions is not { } agreed ? null : await WithAccountsAsync(agreed, cancellationToken).ConfigureAwait(false),
        };
        await new PreferenceRollout(options, conversation, TimeProvider.System).RunAsync(_steps, cancellationToken).ConfigureAwait(false);
        conversation.End();
    }

    private void WarnOfColumns(IReadOnlyList<string> columns)
    {
        var untold = columns.Where(_columnsTold.Add).ToList();
        if (untold.Count > 0)
        {
            Pipeline.Warning(
                $"SettingsNotTaken: The piped objects have {string.Join(", ", untold)}, which name settings and are not read: an object says which document is meant. "
                + "Give settings as parameters, for each row by ForEach-Object.");
        }
    }
}
