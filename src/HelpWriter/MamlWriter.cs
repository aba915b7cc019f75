using System.Xml.Linq;

namespace SsmSessionLogging.HelpWriter;

/// <summary>Help as Get-Help of Windows PowerShell 5.1 and of PowerShell 7 reads it.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The file of all cmdlets.</summary>
    public static XDocument Document(IEnumerable<CmdletHelp> cmdlets) => new(
        new XElement(Root + "helpItems", new XAttribute("schema", "maml"), cmdlets.Select(Element)));

    private static XElement Element(CmdletHelp cmdlet) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Name.Split('-')[0]),
            new XElement(Command + "noun", cmdlet.Name.Split('-')[1]),
            Described([cmdlet.Synopsis])),
        Described(cmdlet.Description),
        new XElement(Command + "syntax", cmdlet.Syntax.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", cmdlet.Name),
            set.Parameters.Select(item => Element(item.Parameter, item.IsMandatory, inSyntax: true))))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Element(parameter, parameter.IsMandatory, inSyntax: false))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.DefaultIfEmpty(new TypeHelp("None", [])).Select(input => Element("inputType", input))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(output => Element("returnValue", output))),
        new XElement(Maml + "alertSet", new XElement(Maml + "title"), new XElement(Maml + "alert", Paragraphs(NotesOf(cmdlet)))),
        new XElement(Command + "examples", cmdlet.Examples.Select(Element)),
        new XElement(Command + "relatedLinks", cmdlet.Links.OrderBy(link => link.Address is null).Select(link => new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", link.Text),
            new XElement(Maml + "uri", link.Address)))));

    private static IEnumerable<Prose> NotesOf(CmdletHelp cmdlet) =>
    [
        .. cmdlet.Aliases.Select(alias => Prose.Of($"Alias: {alias}")),
        Prose.Of("Permissions:"),
        .. cmdlet.Permissions.Select(permission => permission with { Plain = $"- {permission.Plain}" }),
        .. cmdlet.Notes,
    ];

    private static XElement Element(ParameterHelp parameter, bool isMandatory, bool inSyntax)
    {
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", isMandatory ? "true" : "false"),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
            new XAttribute("pipelineInput", parameter.PipelineInput),
            new XAttribute("position", parameter.Position),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name));
        if (!inSyntax)
        {
            element.Add(Described(parameter.Description));
        }

        if (inSyntax && parameter.Values.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => ValueOf(value, required: "false"))));
        }

        // A switch takes no value, and Get-Help prints one wherever it finds one.
        if (!inSyntax || !parameter.IsSwitch)
        {
            element.Add(ValueOf(parameter.Type, parameter.IsSwitch ? "false" : "true"));
        }

        element.Add(
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.Default));
        return element;
    }

    private static XElement ValueOf(string text, string required) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", "false"), text);

    private static XElement Element(string name, TypeHelp type) => new(
        Command + name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        Described(type.Description));

    private static XElement Element(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"Example {index + 1}: {example.Title}"),
        new XElement(Dev + "code", "PS> " + example.Command + (example.Output.Length == 0 ? "" : "\n\n" + example.Output)),
        // The empty paragraph is the blank line before the next example.
        new XElement(Dev + "remarks", Paragraphs(example.Remarks), new XElement(Maml + "para")));

    private static XElement Described(IEnumerable<Prose> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Prose> paragraphs) => paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph.Plain));
}
