using SessionLogging.Preferences.Document;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Preferences;

/// <summary>Compares Session Manager preferences with a reference, setting by setting.</summary>
/// <remarks>
/// <para>Gives one object for each setting that means something else. What the settings do is compared, not their spelling: "true" is true, what is absent is empty, the prefixes logs and logs/ are one, no idle timeout is AWS's default of 20 minutes, and what belongs to a bucket or log group that is not named does nothing. No object: no difference. Nothing is asked of AWS.</para>
/// </remarks>
/// <permission>None: it asks nobody. Get-SsmLoggingPreference, which gives what is compared, has its own.</permission>
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
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.ExportSsmLoggingPreferenceCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsData.Compare, "SsmLoggingPreference", DefaultParameterSetName = "Object")]
[OutputType(typeof(PreferenceDeviation))]
public sealed class CompareSsmLoggingPreferenceCommand : AsyncCmdlet
{
    private PreferenceDocument? _reference;

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

    /// <inheritdoc/>
    private protected override void Prepare() => _reference = ReferencePath is null ? DocumentOf(ReferenceObject!) : DocumentAt(ReferencePath);

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var deviation in DifferenceObject.SelectMany(given => PreferenceDeviation.Between(_reference, PreferencesIn(given))))
        {
            Pipeline.Write(deviation);
        }

        return Task.CompletedTask;
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
