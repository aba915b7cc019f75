using SessionLogging.Accounts;
using SessionLogging.Preferences.Editing;

namespace SessionLogging.Sessions.Logging;

/// <summary>The versions of a document that are still there, and which of them can have applied when.</summary>
/// <remarks>
/// Which of latest and default version a session uses is told differently by different sources, and when a default was moved is recorded nowhere.
/// So where both are the same now they are taken to have been the same all along; where they differ, any version that existed can have been the default.
/// </remarks>
internal sealed class DocumentHistory
{
    /// <summary>How far a change's date may lie from a session's start and still have come before or after it: clocks differ, and a change takes time to spread.</summary>
    internal static readonly TimeSpan Blur = TimeSpan.FromMinutes(5);

    private readonly string _name;
    private readonly DocumentDescription _description;
    private readonly List<DocumentVersion> _versions;

    internal DocumentHistory(string name, DocumentDescription description, IEnumerable<DocumentVersion> versions)
    {
        _name = name;
        _description = description;
        _versions = [.. versions.OrderBy(VersionNumber.Of)];
    }

    /// <summary>The versions that can have applied to a session that started then, and why others can too.</summary>
    internal (IReadOnlyList<DocumentVersion> Versions, string? Doubt) At(DateTimeOffset start)
    {
        if (_versions.Count == 0 || _versions[_versions.Count - 1].Version != _description.LatestVersion)
            return ([], $"The list of versions of '{_name}' does not reach its latest version {_description.LatestVersion}.");
        if (_versions.Find(version => version.CreatedDate is null) is { } undated)
            return ([], $"The service does not say when version {undated.Version} of '{_name}' was made.");

        var existing = _versions.FindAll(version => version.CreatedDate <= start + Blur);
        var settled = existing.FindLastIndex(version => version.CreatedDate <= start - Blur);
        if (settled < 0)
            return (existing, NotThereYet());

        var defaultMoved = _description.DefaultVersion != _description.LatestVersion;
        var first = defaultMoved ? 0 : LastUsable(existing, settled);
        return (existing.GetRange(first, existing.Count - first), Deleted(first, existing.Count));
    }

    // A version that failed, or is not there yet, is not used: the one before it goes on.
    private static int LastUsable(List<DocumentVersion> versions, int index)
    {
        while (index > 0 && versions[index].Status is "Failed" or "Creating" or "Updating")
            index--;
        return index;
    }

    private string NotThereYet()
    {
        var first = _versions[0];
        return first.Version == "1"
            ? $"The document '{_name}' was created on {Words.Instant(first.CreatedDate!.Value)}, when the session had started or about then; "
                + "whether there was another one of this name before, since deleted, is not recorded."
            : $"The versions of '{_name}' before {first.Version} have been deleted.";
    }

    // Between two versions whose numbers do not follow each other others have applied.
    private string? Deleted(int first, int count)
    {
        for (var i = first; i < count; i++)
        {
            var before = i == 0 ? 0 : VersionNumber.Of(_versions[i - 1]);
            var isBehindFirst = i > first || _description.DefaultVersion != _description.LatestVersion;
            if (isBehindFirst && VersionNumber.Of(_versions[i]) > before + 1)
                return DeletedBetween(before, _versions[i]);
        }

        return count < _versions.Count && VersionNumber.Of(_versions[count]) > VersionNumber.Of(_versions[count - 1]) + 1
            ? DeletedBetween(VersionNumber.Of(_versions[count - 1]), _versions[count])
            : null;
    }

    private string DeletedBetween(long before, DocumentVersion after) =>
        FormattableString.Invariant($"Versions of '{_name}' between {before} and {after.Version} have been deleted, and one of them can have applied.");
}
