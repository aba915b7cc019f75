using System.Collections.Concurrent;
using System.Reflection;

namespace SsmSessionLogging.Views;

/// <summary>What stands in a list.</summary>
internal static class ListText
{
    /// <summary>Between the longest name and what stands beside it.</summary>
    private const int Separator = 3;

    private static readonly ConcurrentDictionary<Type, (Dictionary<string, PropertyInfo> Properties, int Beside)> Types = new();

    /// <summary>Texts of several lines, which are read as such: on the node, or by IAM.</summary>
    private static readonly HashSet<string> OfLines = new(StringComparer.Ordinal) { "LinuxShellProfile", "WindowsShellProfile", "Json" };

    /// <summary>What is shown of a property, in lines that fit beside the names.</summary>
    internal static string Of(object owner, string name)
    {
        var (properties, beside) = Types.GetOrAdd(owner.GetType(), Read);
        if (!properties.TryGetValue(name, out var property))
        {
            return "";
        }

        var value = property.GetValue(owner);
        var text = OfLines.Contains(name) ? ShownText.Lines((string?)value) : ShownValue.Of(value);
        return text.Length <= (Screen.Least - beside) / 2 && text.IndexOf('\n') < 0 ? text : WordWrap.Of(text, Screen.Width - beside);
    }

    private static (Dictionary<string, PropertyInfo> Properties, int Beside) Read(Type type)
    {
        var properties = type.GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        return (properties, properties.Keys.Max(name => name.Length) + Separator);
    }
}
