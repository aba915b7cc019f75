using System.Text.Encodings.Web;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Document;

/// <summary>A member as it is to stand in the document: a setting's strict token, or an object that holds such.</summary>
internal sealed class WantedMember
{
    private readonly object? _value;
    private readonly List<WantedMember> _members = [];

    private WantedMember(string key, object? value)
    {
        Key = key;
        _value = value;
    }

    public string Key { get; }

    public bool IsObject => _value is null;

    public IReadOnlyList<WantedMember> Members => _members;

    /// <summary>The members of the document that the edit asks for, in the order of AWS's template.</summary>
    public static IReadOnlyList<WantedMember> TreeOf(PreferenceEdit edit)
    {
        var root = new WantedMember("", value: null);
        foreach (var setting in PreferenceSetting.All)
        {
            if (edit[setting] is not { } value)
            {
                continue;
            }

            var container = root.ObjectAt("inputs");
            foreach (var key in setting.Keys.Take(setting.Keys.Count - 1))
            {
                container = container.ObjectAt(key);
            }

            container._members.Add(new WantedMember(setting.Keys[setting.Keys.Count - 1], value));
        }

        return root.Members;
    }

    /// <summary>Members with their keys, without braces.</summary>
    public static string PrintAll(IEnumerable<WantedMember> members, ObjectStyle style) =>
        string.Join($",{style.BeforeNext}", members.Select(member => $"\"{member.Key}\"{style.Colon}{member.Print(style)}"));

    /// <summary>Whether the value that stands there is this one in its strict form, whatever its escapes.</summary>
    public bool IsSaidBy(JsonSpan present) => _value switch
    {
        true => present.Kind is JsonTokenType.True,
        false => present.Kind is JsonTokenType.False,
        string text => present.Text == text,
        _ => false,
    };

    /// <summary>The value as JSON.</summary>
    /// <param name="style">The style of the object that it lies in.</param>
    public string Print(ObjectStyle style)
    {
        switch (_value)
        {
            case bool flag:
                return flag ? "true" : "false";
            case string text:
                return $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
            default:
                var nested = style.Nested();
                return $"{{{nested.BeforeFirst}{PrintAll(_members, nested)}{nested.BeforeClose}}}";
        }
    }

    private WantedMember ObjectAt(string key)
    {
        var member = _members.Find(member => member.Key == key);
        if (member is null)
        {
            _members.Add(member = new WantedMember(key, value: null));
        }

        return member;
    }
}
