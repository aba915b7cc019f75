using System.Xml.Linq;
using Amazon.Runtime;

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
    internal static IReadOnlyDictionary<string, string> Map(this XElement element, string name) =>
        (element.Child(name)?.Elements() ?? []).ToDictionary(entry => entry.Text("key") ?? "", entry => entry.Text("value") ?? "", StringComparer.Ordinal);
}
