using System.Reflection;
using System.Xml.Linq;

namespace SsmSessionLogging.HelpWriter;

/// <summary>The XML comments of assemblies, as the compiler wrote them.</summary>
internal sealed class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocComments(IEnumerable<XElement> members) => _members = members.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>Reads the files that lie beside the assemblies.</summary>
    public static DocComments Beside(params Assembly[] assemblies) =>
        new(assemblies.SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")));

    /// <summary>A type's comment, empty where it has none.</summary>
    public XElement Of(Type type) => Find($"T:{NameOf(type)}") ?? new XElement("member");

    /// <summary>A property's comment: that of the property which it overrides, where it says <c>inheritdoc</c>.</summary>
    public XElement Of(PropertyInfo property)
    {
        for (var type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            if (Find($"P:{NameOf(type)}.{property.Name}") is { } comment && comment.Element("inheritdoc") is null)
            {
                return comment;
            }
        }

        return new XElement("member");
    }

    /// <summary>The comment of a value of an enumeration.</summary>
    public XElement Of(Type enumeration, string value) => Find($"F:{NameOf(enumeration)}.{value}") ?? new XElement("member");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private XElement? Find(string name) => _members.GetValueOrDefault(name);
}
