using System.Xml.Linq;
using Amazon.Runtime;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Services;

/// <summary>An answer of a query service.</summary>
internal sealed class XmlAnswer : AmazonWebServiceResponse
{
    /// <summary>The operation's result element; an empty one where the operation answers nothing.</summary>
    internal XElement Result { get; init; } = new("Result");
}

/// <summary>Reads the elements of an answer by their local names.</summary>
internal static class XmlMembers
{
    /// <summary>A child, or <see langword="null"/>.</summary>
    internal static XElement? Child(this XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    /// <summary>A child's text, or <see langword="null"/> where there is no such child.</summary>
    internal static string? Text(this XElement element, string name) => element.Child(name)?.Value;

    /// <summary>The entries of a map.</summary>
    /// <exception cref="MalformedAnswerException">An entry has no key, or one that another has.</exception>
    internal static IReadOnlyDictionary<string, string> Map(this XElement element, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in element.Child(name)?.Elements() ?? [])
        {
            var key = entry.Text("key").Needed($"the key of an entry of {name}");
            map[key] = !map.ContainsKey(key) ? entry.Text("value") ?? "" : throw new MalformedAnswerException($"{name} has two entries for {key}");
        }

        return map;
    }
}
