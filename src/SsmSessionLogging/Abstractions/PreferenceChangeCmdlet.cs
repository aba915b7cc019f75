using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that changes preferences: one document after another, each asked about, each with a receipt.</summary>
/// <remarks>
/// <para>The settings that are given are changed, and every other byte of the document stays. A document that does not exist is created. Where everything stands there already nothing is written. A change is written as a new version, made the default, and seen to stand there.</para>
/// <para>Before it writes the command looks at the bucket, the log group and the key that the document names. What would refuse sessions or lose logs because of this change is an error (SessionsRefused, LogsLost): its Exception.Findings are the findings, one by one, with RuleId, Severity, Message and Remediation. What was so before only warns, and so does what may not be looked at.</para>
/// <para>-WhatIf reads and looks, shows the before and after of each setting and what would be refused, and writes nothing. -Confirm asks before each document. Many documents are changed one by one, and the first failure ends the command (-StopAfterFailures).</para>
/// <para>Ctrl+C writes nothing more. What is sent already is finished first, so that no version stays latest without being the default: it gets the time of the call under way and of three more, as slow as calls have been on this link, and a second; at most 30 seconds. A second Ctrl+C ends that. What then stands is said on the host, with the command that mends it.</para>
/// <para>At the end a warning (NodeRightsNotChecked) names the rights that the roles of the nodes newly need: no look with your own rights can show whether they have them.</para>
/// </remarks>
/// <returns>A receipt for each document where -PassThru is given, else nothing. Its Result says Changed, Unchanged, Skipped or Failed, its UndoCommand how to bring the previous version's settings back.</returns>
/// <permission><c>ssm:CreateDocument</c>, <c>ssm:UpdateDocument</c> and <c>ssm:UpdateDocumentDefaultVersion</c>. AWS's own policy for those who administer preferences lacks the last: a version that may not be made the default is taken back (PromotionDenied), unless -AllowLatestOnly is given.</permission>
/// <permission>For the look before a change <c>s3:GetEncryptionConfiguration</c> on the bucket, <c>logs:DescribeLogGroups</c>, and <c>kms:DescribeKey</c> on the channel's key; what is denied is a warning.</permission>
/// <seealso>about_SsmSessionLogging_Limits</seealso>
public abstract class PreferenceChangeCmdlet : PreferenceCmdlet
{
    // What {AccountId}, {Region} and {AccountName} are filled with where only the form of a value is judged.
    private const string AnyAccount = "000000000000";
    private const string AnyRegion = "us-east-1";
    private const string AnyName = "account";

    private const int ProgressId = 1;
    private const string Activity = "Change Session Manager preferences";

    private readonly ChangeNotes _notes = new();
    private readonly HashSet<string> _columnsTold = new(StringComparer.OrdinalIgnoreCase);
    private int _failures;
    private bool _warningsStop;
    private Consent? _consent;

    /// <summary>Which version to start from where the latest and the default version mean different things: without it that is an error (DefaultVersionDiffers), since AWS's sources contradict each other on which of them sessions use.</summary>
    [Parameter]
    [NamedValues(typeof(BaseVersion))]
    public BaseVersion BaseVersion { get; set; }

    /// <summary>Ends a change of many documents after this many failures; the receipts of the rest say Skipped.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int StopAfterFailures { get; set; } = 1;

    /// <summary>Writes without looking whether the bucket, the log group and the key are there and fit. The receipt says so (TargetCheckSkipped).</summary>
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

    /// <summary>What the command wants of a document.</summary>
    /// <param name="subject">The piped object, or what else names the document; <see langword="null"/>: the parameters do.</param>
    private protected abstract PreferenceRequest RequestFor(DocumentAddress? subject);

    /// <summary>What this record is about: the piped object, unless a command knows more.</summary>
    private protected virtual Task<IReadOnlyList<DocumentAddress?>> SubjectsOfRecordAsync() => Task.FromResult(Subjects);

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        Given = PreferenceSetting.All.Aggregate(PreferenceEdit.Empty, (edit, setting) => edit.SetGiven(setting, GivenFor(setting)));
        PreferenceRules.Require(Given.Fill(AnyAccount, AnyRegion, AnyName));
        _consent = new Consent(this);
        var onWarning = MyInvocation.BoundParameters.TryGetValue("WarningAction", out var given) ? given : GetVariableValue("WarningPreference");
        _warningsStop = LanguagePrimitives.TryConvertTo<ActionPreference>(onWarning, CultureInfo.InvariantCulture, out var action) && action is ActionPreference.Stop;
    }

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

            foreach (var opening in openings)
            {
                if (_failures < StopAfterFailures)
                {
                    await ChangeAsync(subject, opening, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    WriteReceipt(Expected(subject, opening), PreferenceChangeResult.Skipped, $"Not tried: {_failures} of the changes before it failed (-StopAfterFailures {StopAfterFailures}).");
                }
            }
        }
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        Pipeline.Progress(new ProgressRecord(ProgressId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        if (_notes.NodeRights(_consent!.IsRehearsal) is { } rights)
        {
            Pipeline.Warning(rights.ToString());
        }

        return Task.CompletedTask;
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

    private async Task ChangeAsync(DocumentAddress? subject, AccountOpening opening, CancellationToken cancellationToken)
    {
        var target = Expected(subject, opening);
        Pipeline.Progress(new ProgressRecord(ProgressId, Activity, target.ToString()));
        try
        {
            var request = RequestFor(subject);
            var account = await opening.OpenAsync(cancellationToken).ConfigureAwait(false);
            target = await TargetAsync(subject, account, cancellationToken).ConfigureAwait(false);
            var options = new ChangeOptions
            {
                BaseVersion = IsGiven(nameof(BaseVersion)) ? BaseVersion : null,
                SkipTargetCheck = SkipTargetCheck,
                AllowLatestOnly = AllowLatestOnly,
                Abandon = Abandonment,
            };
            var receipt = await MakeAsync(new PreferenceChanger(account, target, request, options, TimeProvider.System), cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested && receipt is { Result: PreferenceChangeResult.Changed })
            {
                Pipeline.Keep(Finished(target, receipt));
            }

            WarnOfUnnamed();
            if (PassThru)
            {
                Pipeline.WriteIfAny(receipt);
            }
        }
        catch (SessionLoggingException failure)
        {
            if (Tell(opening, failure, target))
            {
                _failures++;
                WriteReceipt(target, PreferenceChangeResult.Failed, $"{failure.ErrorId}: {failure.Message}", failure as PreferenceChangeException);
            }
        }
    }

    private async Task<PreferenceChange?> MakeAsync(PreferenceChanger changer, CancellationToken cancellationToken)
    {
        var agreed = await changer.ProposeAsync(cancellationToken).ConfigureAwait(false);
        if (!agreed.Plan.IsUnchanged && !await AgreesAsync(agreed).ConfigureAwait(false))
        {
            if (_consent!.IsRehearsal)
            {
                _notes.Add(agreed);
            }

            return null;
        }

        var (receipt, proposal) = await changer.MakeAsync(agreed, cancellationToken).ConfigureAwait(false);
        while (receipt is null)
        {
            await RequireConsentAsync(proposal).ConfigureAwait(false);
            (receipt, proposal) = await changer.MakeAsync(proposal, cancellationToken).ConfigureAwait(false);
        }

        if (receipt.Result is PreferenceChangeResult.Changed)
        {
            _notes.Add(agreed);
        }

        Warn(ChangeNotes.After(receipt));
        return receipt;
    }

    private async Task<bool> AgreesAsync(ChangeProposal proposal)
    {
        Warn(_notes.Before(proposal));
        if (_warningsStop && ChangeNotes.NodeRightsOf(proposal, _consent!.IsRehearsal) is { } rights)
        {
            Warn([rights]);
        }

        if (!_consent!.IsRehearsal)
        {
            proposal.ThrowIfBlocked();
        }

        var text = PlanText.Of(proposal.Plan, proposal.Blocking);
        return await Pipeline.ShouldProcessAsync(text, $"{text}{Environment.NewLine}Go on?", Activity).ConfigureAwait(false)
            && (proposal.NothingIsLogged is not { } reason || await _consent.AskAsync(Pipeline, reason.Message, Activity).ConfigureAwait(false));
    }

    // Another writer has turned off the other destination meanwhile.
    private async Task RequireConsentAsync(ChangeProposal proposal)
    {
        var reason = proposal.NothingIsLogged!;
        Warn([reason]);
        if (!await _consent!.AskAsync(Pipeline, reason.Message, Activity).ConfigureAwait(false))
        {
            throw new ConsentException($"The change of {proposal.Plan.Target} was not made. {reason.Message}", reason.Remediation);
        }
    }

    private void Warn(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Pipeline.Warning(finding.ToString());
        }
    }

    private static string Finished(PreferenceTarget target, PreferenceChange receipt) =>
        $"The command was stopped, and its change of {target} was finished: version {receipt.NewVersion} is written"
        + (receipt.LatestOnly ? $". {receipt.Reason}" : ", and the default holds it.")
        + (receipt.UndoCommand is { } undo ? $" To undo: {undo}" : "");

    private void WriteReceipt(PreferenceTarget target, PreferenceChangeResult result, string reason, PreferenceChangeException? failure = null)
    {
        if (PassThru)
        {
            Pipeline.Write(new PreferenceChange
            {
                AccountId = target.AccountId,
                Region = target.Region,
                DocumentName = target.DocumentName,
                Result = result,
                Reason = reason,
                NewVersion = failure?.NewVersion,
                UndoCommand = failure?.UndoCommand,
                TargetCheckSkipped = SkipTargetCheck,
            });
        }
    }
}
