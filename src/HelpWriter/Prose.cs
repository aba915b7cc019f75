using System.Xml.Linq;

namespace SsmSessionLogging.HelpWriter;

/// <summary>A paragraph, as Get-Help shows it and as a page holds it.</summary>
/// <param name="Plain">Without markup.</param>
/// <param name="Markdown">With code spans and links, and with what would be markup escaped.</param>
internal sealed partial record Prose(string Plain, string Markdown)
{
    /// <summary>A paragraph of text that holds no markup.</summary>
    public static Prose Of(string text) => new(text, Escape(text));

    /// <summary>The paragraphs of an element: its <c>para</c> elements, and what stands between them. <c>code</c> is none.</summary>
    public static IReadOnlyList<Prose> Paragraphs(XElement? element)
    {
        var paragraphs = new List<Prose>();
        var running = new List<XNode>();
        foreach (var node in element?.Nodes() ?? [])
        {
            if (node is XElement { Name.LocalName: "para" or "code" } block)
            {
                Close();
                paragraphs.AddRange(block.Name.LocalName == "para" ? Paragraphs(block) : []);
            }
            else
            {
                running.Add(node);
            }
        }

        Close();
        return paragraphs;

        void Close()
        {
            var prose = Inline(running);
            running.Clear();
            if (prose.Plain.Length > 0)
            {
                paragraphs.Add(prose);
            }
        }
    }

    /// <summary>Several paragraphs as one.</summary>
    public static Prose Joined(IReadOnlyList<Prose> paragraphs) =>
        new(string.Join(' ', paragraphs.Select(paragraph => paragraph.Plain)), string.Join(' ', paragraphs.Select(paragraph => paragraph.Markdown)));

    private static Prose Inline(IEnumerable<XNode> nodes)
    {
        var plain = new StringBuilder();
        var markdown = new StringBuilder();
        foreach (var node in nodes)
        {
            var (text, marked) = node switch
            {
                XText written => (written.Value, Escape(written.Value)),
                XElement { Name.LocalName: "c" } code => (code.Value, $"`{code.Value}`"),
                XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } address =>
                    ($"{Named(see, address.Value)} ({address.Value})", $"[{Escape(Named(see, address.Value))}]({address.Value})"),
                XElement { Name.LocalName: "see" } see => Code(Named(see, LastName(see.Attribute("cref")?.Value ?? see.Attribute("langword")!.Value))),
                XElement { Name.LocalName: "paramref" } parameter => Code(parameter.Attribute("name")!.Value),
                XElement other => throw new InvalidDataException($"<{other.Name.LocalName}> is no markup that help knows: {other}"),
                _ => ("", ""),
            };
            plain.Append(text);
            markdown.Append(marked);
        }

        return new Prose(White().Replace(plain.ToString(), " ").Trim(), White().Replace(markdown.ToString(), " ").Trim());

        static (string Plain, string Markdown) Code(string text) => (text, $"`{text}`");
    }

    private static string Named(XElement element, string otherwise) => element.Value is { Length: > 0 } text ? text : otherwise;

    private static string LastName(string reference) => reference[(reference.LastIndexOfAny(['.', ':']) + 1)..];

    private static string Escape(string text) => Markup().Replace(text, @"\$0").Replace("<", "&lt;", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex White();

    [GeneratedRegex(@"[\\*`\[\]]", RegexOptions.None, 10_000)]
    private static partial Regex Markup();
}
