using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Document;

/// <summary>Works out where an edit touches a document's text.</summary>
internal sealed class PreferenceSplicer
{
    private readonly JsonText _json;
    private readonly List<JsonSplice> _splices = [];

    private PreferenceSplicer(JsonText json) => _json = json;

    /// <summary>What must be put where so that every setting of the edit stands there in its strict form; nothing where each does already.</summary>
    /// <exception cref="PreferenceRuleException"><c>inputs</c> or <c>shellProfile</c> is neither an object nor null.</exception>
    public static IReadOnlyList<JsonSplice> Splice(JsonText json, PreferenceEdit edit)
    {
        var splicer = new PreferenceSplicer(json);
        splicer.Merge(json.Root, ObjectStyle.Of(json, json.Root, outer: null), WantedMember.TreeOf(edit));
        return splicer._splices;
    }

    private void Merge(JsonSpan target, ObjectStyle style, IReadOnlyList<WantedMember> wanted)
    {
        var missing = new List<WantedMember>();
        foreach (var member in wanted)
        {
            var present = target.Find(member.Key);
            if (present is null)
            {
                missing.Add(member);
            }
            else if (member.IsObject && present.IsObject)
            {
                Merge(present, ObjectStyle.Of(_json, present, style), member.Members);
            }
            else if (member.IsObject && present.Kind is not JsonTokenType.Null)
            {
                throw NotAnObject(member.Key);
            }
            else if (!member.IsSaidBy(present))
            {
                _splices.Add(new JsonSplice(present.Start, present.End, member.Print(style)));
            }
        }

        if (missing.Count > 0)
        {
            Add(missing, target, style);
        }
    }

    private void Add(List<WantedMember> missing, JsonSpan target, ObjectStyle style)
    {
        if (target.Members.Count > 0)
        {
            var end = target.Members[target.Members.Count - 1].Value.End;
            _splices.Add(new JsonSplice(end, end, $",{style.BeforeNext}{WantedMember.PrintAll(missing, style)}"));
            return;
        }

        var inside = target.Start + 1;
        var close = target.End - 1 == inside ? style.BeforeClose : "";
        _splices.Add(new JsonSplice(inside, inside, $"{style.BeforeFirst}{WantedMember.PrintAll(missing, style)}{close}"));
    }

    private static PreferenceRuleException NotAnObject(string key) => new(
        "NotAnObject",
        key,
        $"'{key}' of this document is no JSON object, so no setting can be written into it.",
        "Mend the document first.");
}
