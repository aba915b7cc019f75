using SessionLogging.Preferences.Document;
using SessionLogging.Text;

namespace SessionLogging.Preferences.Editing;

/// <summary>The destinations that a list chose for documents: one for each, of the kind that the change takes. What does not fit is refused as a whole, before anything is written.</summary>
public sealed class DestinationChoice
{
    private readonly Dictionary<(string? AccountId, string Region, string DocumentName), string> _chosen = [];
    private PreferenceRuleException? _refusal;

    /// <summary>Notes the destination that is to be a document's.</summary>
    /// <param name="accountId">The document's account.</param>
    /// <param name="region">The document's Region.</param>
    /// <param name="documentName">The document.</param>
    /// <param name="name">The destination's name; <see langword="null"/> where it is not of the kind that the change takes.</param>
    public void Add(string? accountId, string region, string documentName, string? name)
    {
        var document = $"{Unicode.Quote(documentName)} in {(accountId is null ? region : $"{accountId}/{region}")}";
        if (name is null)
        {
            _refusal ??= new PreferenceRuleException(
                "DestinationOfOtherKind",
                "InputObject",
                $"What is piped for the document {document} is a destination of another kind than this command turns on. Nothing was written.",
                "Get-SsmLoggingDestination -Kind S3 gives buckets, for Set-SsmS3Logging; -Kind CloudWatch log groups, for Set-SsmCloudWatchLogging and Enable-SsmCloudWatchStreaming.");
            return;
        }

        if (!_chosen.TryGetValue((accountId, region, documentName), out var known))
        {
            _chosen.Add((accountId, region, documentName), name);
        }
        else if (known != name)
        {
            _refusal ??= new PreferenceRuleException(
                "DestinationsAmbiguous",
                "InputObject",
                $"Several destinations are piped for the document {document}, {Unicode.Quote(known)} and {Unicode.Quote(name)} among them, and it can have one. Nothing was written.",
                "Choose one: with -Name of Get-SsmLoggingDestination, or with Where-Object.");
        }
    }

    /// <summary>Lets pass what fits.</summary>
    /// <exception cref="PreferenceRuleException">A document was to have several destinations (<c>DestinationsAmbiguous</c>), or one of another kind (<c>DestinationOfOtherKind</c>).</exception>
    public void Require()
    {
        if (_refusal is not null)
        {
            throw _refusal;
        }
    }
}
