namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Compares Session Manager preferences with a reference, setting by setting.</para>
/// <para type="description">Gives one object for each setting that means something else. What the settings do is compared, not their spelling: "true" is true, what is absent is empty, the prefixes logs and logs/ are one, and what belongs to a bucket or log group that is not named does nothing. No object: no difference.</para>
/// <example>
///   <code>Get-SsmLoggingPreference -Region us-east-1 | Compare-SsmLoggingPreference -ReferenceObject (Get-SsmLoggingPreference -Region eu-west-1)</code>
///   <para>Shows in what us-east-1 deviates from eu-west-1.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsData.Compare, "SsmLoggingPreference", DefaultParameterSetName = "Object")]
[OutputType(typeof(PreferenceDeviation))]
public sealed class CompareSsmLoggingPreferenceCommand : AsyncCmdlet
{
    private PreferenceDocument? _reference;

    /// <summary>
    /// <para type="description">The preferences to compare with.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Object")]
    [DocumentAddress]
    public DocumentAddress[]? ReferenceObject { get; set; }

    /// <summary>
    /// <para type="description">A file with the Session document to compare with.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>
    /// <para type="description">The preferences that are compared.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [DocumentAddress]
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
