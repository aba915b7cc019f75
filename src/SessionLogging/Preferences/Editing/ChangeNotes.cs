using SessionLogging.Findings;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>What one command over any number of documents says once: the same remark, and what its changes ask of the nodes.</summary>
public sealed class ChangeNotes
{
    private const int MostRights = 12;
    private const int MostPlaces = 4;

    private readonly HashSet<Finding> _said = [];
    private readonly List<(NodeRight Right, List<string> Places)> _rights = [];
    private readonly HashSet<PreferenceTarget> _targets = [];

    /// <summary>What the nodes newly need for the changes that were made, or that would be in a rehearsal; <see langword="null"/> where that is nothing.</summary>
    /// <param name="isRehearsal">Whether nothing was made.</param>
    public Finding? NodeRights(bool isRehearsal)
    {
        var shown = _rights.Take(MostRights).Select(entry => entry.Right + PlacesOf(entry.Places));
        var rest = _rights.Count - MostRights;
        var needed = string.Join("; ", shown) + (rest > 0 ? string.Format(CultureInfo.InvariantCulture, "; and {0:N0} more like these.", rest) : ".");
        return ChangeRules.NodeRightsNotChecked.Find(_rights.Count == 0 ? "" : $"{(isRehearsal ? "would newly need" : "newly need")}: {needed}").FirstOrDefault();
    }

    /// <summary>What the nodes newly need for one change.</summary>
    /// <param name="proposal">The change.</param>
    /// <param name="isRehearsal">Whether it is only shown.</param>
    public static Finding? NodeRightsOf(ChangeProposal proposal, bool isRehearsal)
    {
        var notes = new ChangeNotes();
        notes.Add(proposal);
        return notes.NodeRights(isRehearsal);
    }

    /// <summary>What deserves attention before a change is made, and was not said of another document already.</summary>
    public IEnumerable<Finding> Before(ChangeProposal proposal) => proposal.Warnings.Where(warning => !proposal.Plan.Warnings.Contains(warning) || _said.Add(warning));

    /// <summary>What deserves attention after a change was made.</summary>
    public static IEnumerable<Finding> After(PreferenceChange receipt) => ChangeRules.LatestOnly.Find(receipt);

    /// <summary>Adds what a change asks of the nodes.</summary>
    public void Add(ChangeProposal proposal)
    {
        var plan = proposal.Plan;
        _targets.Add(plan.Target);
        foreach (var right in NodeRight.NewlyNeeded(plan.Before, plan.After, proposal.Evidence))
        {
            var known = _rights.FindIndex(entry => entry.Right == right);
            if (known < 0)
            {
                known = _rights.Count;
                _rights.Add((right, []));
            }

            _rights[known].Places.Add(plan.Target.AccountId is { } account ? $"{account}, {plan.Target.Region}" : plan.Target.Region);
        }
    }

    private string PlacesOf(List<string> places)
    {
        if (_targets.Count < 2)
        {
            return "";
        }

        var rest = places.Count - MostPlaces;
        return $" ({string.Join("; ", places.Take(MostPlaces))}{(rest > 0 ? string.Format(CultureInfo.InvariantCulture, "; and {0:N0} more places", rest) : "")})";
    }
}
