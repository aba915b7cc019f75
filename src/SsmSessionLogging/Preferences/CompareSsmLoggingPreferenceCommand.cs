using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Exceptions;

namespace SsmSessionLogging.Preferences;

/// <summary>Compares Session Manager preferences with a reference, setting by setting.</summary>
/// <remarks>
/// <para>Gives one object for each setting that means something else. What the settings do is compared, not their spelling: "true" is true, what is absent is empty, the prefixes logs and logs/ are one, no idle timeout is AWS's default of 20 minutes, and what belongs to a bucket or log group that is not named does nothing. No object: no difference.</para>
/// <para>{AccountId}, {Region} and {AccountName} in the reference's bucket, prefix, log group and key are filled with those of what is compared, as a change fills them. By -ExceptionPath a setting may differ where that was agreed: then it is compared with what was agreed, an object says by AcceptedBy, AcceptedReason and AcceptedUntil that it was, and -Verbose tells what is as agreed.</para>
/// <para>Nothing is asked of AWS, but the accounts of units that exceptions name: for those alone the connection parameters are there.</para>
/// </remarks>
/// <permission>None: it asks nobody, but for the units that exceptions name. Get-SsmLoggingPreference, which gives what is compared, has its own.</permission>
/// <example>
/// See in what one Region deviates from another
/// <code>
/// Get-SsmLoggingPreference -Region us-east-1 |
///     Compare-SsmLoggingPreference -ReferenceObject (Get-SsmLoggingPreference -Region eu-west-1)
/// </code>
/// </example>
/// <example>
/// See what the last change changed
/// <code>
/// $before, $now = Get-SsmLoggingPreference -AllVersions -Region eu-west-1 | Select-Object -First 2 | Sort-Object { [int]$_.DocumentVersion }
/// Compare-SsmLoggingPreference $before $now
/// </code>
/// </example>
/// <example>
/// Check every Region against a file in version control
/// <code>
/// Get-SsmLoggingPreference -Region eu-west-1, us-east-1 |
///     Compare-SsmLoggingPreference -ReferencePath ./preferences/111122223333_eu-west-1_SSM-SessionManagerRunShell.json |
///     Select-Object Region, Setting, Reference, Difference
/// </code>
/// </example>
/// <example>
/// Leave out what was agreed to be otherwise
/// <code>
/// '{"Region":"us-*","IdleSessionTimeout":30,"AcceptedBy":"jdoe","AcceptedReason":"Long builds","AcceptedUntil":"2999-12-31"}' | Set-Content ./exceptions.jsonl
/// Get-SsmLoggingPreference -Region us-east-1 |
///     Compare-SsmLoggingPreference (Get-SsmLoggingPreference -Region eu-west-1) -ExceptionPath ./exceptions.jsonl |
///     Select-Object Setting, Reference, Difference, AcceptedBy
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.ExportSsmLoggingPreferenceCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsData.Compare, "SsmLoggingPreference", DefaultParameterSetName = "Object")]
[OutputType(typeof(PreferenceDeviation))]
public sealed class CompareSsmLoggingPreferenceCommand : ConnectedCmdlet
{
    private PreferenceDocument? _reference;
    private AgreedExceptions? _exceptions;
    private bool _isPlaced;

    /// <summary>The preferences to compare with: one object of Get-SsmLoggingPreference. Several are an error (OneReferenceExpected).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Object")]
    [DocumentAddress]
    [NoFiles]
    public DocumentAddress[]? ReferenceObject { get; set; }

    /// <summary>A file with the Session document to compare with, for example of Export-SsmLoggingPreference.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>The preferences that are compared, as Get-SsmLoggingPreference gives them.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [DocumentAddress]
    [NoFiles]
    public DocumentAddress[] DifferenceObject { get; set; } = [];

    /// <summary>A file of agreed exceptions, as Set-SsmLoggingPreference -ExceptionPath takes it. One that has run out is warned of (ExceptionExpired) and does not apply.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExceptionPath { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _reference = ReferencePath is null ? DocumentOf(ReferenceObject!) : DocumentAt(ReferencePath);
        _exceptions = ExceptionPath is null ? null : ReadExceptions(ExceptionPath);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (_exceptions is { } unplaced && !_isPlaced)
        {
            _exceptions = await WithAccountsAsync(unplaced, cancellationToken).ConfigureAwait(false);
            _isPlaced = true;
        }

        foreach (var preferences in DifferenceObject.Select(PreferencesIn))
        {
            var exceptions = _exceptions?.At(preferences.AccountId, preferences.Region) ?? PreferenceEdit.Empty;
            var deviations = PreferenceDeviation.Between(_reference, preferences, exceptions).ToList();
            foreach (var agreed in AgreedSetting.In(exceptions).Where(agreed => deviations.TrueForAll(deviation => deviation.Setting != agreed.Setting)))
            {
                Pipeline.Verbose($"As agreed in {preferences.AccountId} {preferences.Region}: {agreed}");
            }

            Pipeline.WriteEach(deviations);
        }
    }

    private PreferenceDocument DocumentAt(string path) => PreferenceFile.Read(One(FileSystemPaths.Resolve(this, [path], null), nameof(ReferencePath))).Document;

    private static PreferenceDocument? DocumentOf(IReadOnlyList<DocumentAddress> references) =>
        PreferencesIn(One(references, nameof(ReferenceObject))).Document is { } document ? PreferenceDocument.Parse(document) : null;

    private static T One<T>(IReadOnlyList<T> references, string parameter) => references.Count == 1
        ? references[0]
        : throw new PreferenceRuleException(
            "OneReferenceExpected", parameter, $"There are {references.Count} references to compare with.", "Give one, and what is compared as -DifferenceObject.");

    private static LoggingPreference PreferencesIn(DocumentAddress address) => address.Preference
        ?? throw new PreferenceRuleException(
            "PreferencesExpected", "InputObject", "The object carries no preferences.", "Give objects of Get-SsmLoggingPreference.");
}
