using SessionLogging.Preferences.Reading;
using SessionLogging.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>The versions of a document that are still there, and which of them can have applied when.</summary>
/// <remarks>
/// Which of latest and default version a session uses is told differently by different sources, and when a default was moved only CloudTrail has, for 90 days.
/// So where both are the same now they are taken to have been the same all along. Where they differ, either of the two that were it then can have applied, as far as
/// CloudTrail tells; otherwise any version that existed can have been the default.
/// </remarks>
internal sealed class DocumentHistory
{
    /// <summary>How far a change's date may lie from a session's start and still have come before or after it: clocks differ, and a change takes time to spread.</summary>
    internal static readonly TimeSpan Blur = TimeSpan.FromMinutes(5);

    private readonly string _name;
    private readonly DocumentDescription _description;
    private readonly List<DocumentVersion> _versions;
    private readonly bool _defaultMoved;
    private IReadOnlyList<DocumentPromotion> _promotions = [];
    private DateTimeOffset? _promotionsSince;

    internal DocumentHistory(string name, DocumentDescription description, IEnumerable<DocumentVersion> versions)
    {
        _name = name;
        _description = description;
        _defaultMoved = description.DefaultVersion != description.LatestVersion;
        _versions = [.. versions.OrderBy(VersionNumber.Of)];
    }

    /// <summary>Reads a document's history; <see langword="null"/> where there is no such document now.</summary>
    /// <exception cref="AwsCallException">A call failed or was denied.</exception>
    internal static async Task<DocumentHistory?> ReadAsync(ISessionDocuments documents, string name, CancellationToken cancellationToken)
    {
        if (await documents.DescribeAsync(name, cancellationToken).ConfigureAwait(false) is not { } description)
        {
            return null;
        }

        var versions = new List<DocumentVersion>();
        await foreach (var page in documents.ListVersionsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            versions.AddRange(page);
        }

        return new DocumentHistory(name, description, versions);
    }

    /// <summary>The versions that are still there, the oldest first.</summary>
    internal IReadOnlyList<DocumentVersion> Versions => _versions;

    /// <summary>Whether it matters when the default was moved.</summary>
    internal bool NeedsPromotions => _defaultMoved;

    /// <summary>Takes note of when versions were made the default.</summary>
    /// <param name="promotions">The promotions, the oldest first.</param>
    /// <param name="since">Since when all are known; <see langword="null"/> where not all are.</param>
    internal void Learn(IReadOnlyList<DocumentPromotion> promotions, DateTimeOffset? since)
    {
        // Where the newest one is not the default now, another has followed that is not there yet.
        if (since is not null && (promotions.Count == 0 || promotions[promotions.Count - 1].Version == _description.DefaultVersion))
        {
            (_promotions, _promotionsSince) = (promotions, since);
        }
    }

    /// <summary>Which versions can have applied to a session that started then.</summary>
    internal AppliedVersions At(DateTimeOffset start)
    {
        if (_versions.Count == 0 || _versions[_versions.Count - 1].Version != _description.LatestVersion)
        {
            return new(0, 0, $"The list of versions of '{_name}' does not reach its latest version {_description.LatestVersion}.");
        }

        if (_versions.Find(version => version.CreatedDate is null) is { } undated)
        {
            return new(0, 0, $"The service does not say when version {undated.Version} of '{_name}' was made.");
        }

        var end = CountUntil(start + Blur);
        var settled = CountUntil(start - Blur);
        if (settled == 0)
        {
            return new(0, end, NotThereYet());
        }

        if (_defaultMoved && DefaultAt(start) is { } ofDefault)
        {
            var latest = LastUsable(settled - 1);
            return new(latest, end, Deleted(end, first: latest + 1)) { Default = ofDefault };
        }

        var first = _defaultMoved ? 0 : LastUsable(settled - 1);
        return new(first, end, Deleted(end, first: _defaultMoved ? first : first + 1));
    }

    // The index of the default version then; null where that is not known, or was about to change.
    private int? DefaultAt(DateTimeOffset start)
    {
        if (_promotionsSince is not { } since || start < since + Blur || _promotions.Any(promotion => (promotion.Time - start).Duration() <= Blur))
        {
            return null;
        }

        var last = _promotions.LastOrDefault(promotion => promotion.Time < start)?.Version ?? (_promotions.Count == 0 ? _description.DefaultVersion : null);
        var index = last is null ? -1 : _versions.FindIndex(version => version.Version == last);
        return index < 0 ? null : index;
    }

    private int CountUntil(DateTimeOffset instant)
    {
        var count = _versions.Count;
        while (count > 0 && _versions[count - 1].CreatedDate > instant)
        {
            count--;
        }

        return count;
    }

    // A version that failed, or is not there yet, is not used: the one before it goes on.
    private int LastUsable(int index)
    {
        while (index > 0 && _versions[index].Status is "Failed" or "Creating" or "Updating")
        {
            index--;
        }

        return index;
    }

    private string NotThereYet()
    {
        var first = _versions[0];
        return first.Version == "1"
            ? $"The document '{_name}' was created on {Wording.Instant(first.CreatedDate!.Value)}, when the session had started or about then; "
                + "whether there was another one of this name before, since deleted, is not recorded."
            : $"The versions of '{_name}' before {first.Version} have been deleted.";
    }

    // Between two versions whose numbers do not follow each other others have applied: before the first one only where any can have been the default.
    private string? Deleted(int end, int first)
    {
        for (var i = first; i <= end && i < _versions.Count; i++)
        {
            var before = i == 0 ? 0 : VersionNumber.Of(_versions[i - 1]);
            if (VersionNumber.Of(_versions[i]) > before + 1)
            {
                return FormattableString.Invariant(
                    $"Versions of '{_name}' between {before} and {_versions[i].Version} have been deleted, and one of them can have applied.");
            }
        }

        return null;
    }
}

/// <summary>Which of a document's versions can have applied at an instant.</summary>
/// <param name="First">The index of the first one.</param>
/// <param name="End">The index behind the last one.</param>
/// <param name="Doubt">Why others can have applied too; <see langword="null"/> where none can.</param>
internal readonly record struct AppliedVersions(int First, int End, string? Doubt)
{
    /// <summary>The index of the default version where it can have applied beside them.</summary>
    internal int? Default { get; init; }

    /// <summary>The indexes of all of them.</summary>
    internal IEnumerable<int> Indexes => Enumerable.Range(First, End - First).Concat(Default is { } index && (index < First || index >= End) ? [index] : []);
}
