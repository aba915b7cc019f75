namespace SsmSessionLogging.HelpWriter;

/// <summary>Help as pages, one a cmdlet.</summary>
internal static class MarkdownWriter
{
    private const string Origin = "<!-- Written from the XML comments of the cmdlet: CONTRIBUTING.md says how. -->";

    /// <summary>The list of all pages.</summary>
    public static string Index(IEnumerable<CmdletHelp> cmdlets)
    {
        var page = new StringBuilder().AppendLines("# The cmdlets", "", Origin, "", "| cmdlet | what it does |", "|---|---|");
        foreach (var cmdlet in cmdlets)
        {
            page.AppendLines($"| [{cmdlet.Name}]({cmdlet.Name}.md) | {cmdlet.Synopsis.Markdown.Replace("|", "\\|", StringComparison.Ordinal)} |");
        }

        return page.ToString();
    }

    /// <summary>A cmdlet's page.</summary>
    public static string Page(CmdletHelp cmdlet)
    {
        var page = new StringBuilder().AppendLines($"# {cmdlet.Name}", "", Origin, "").AppendParagraphs([cmdlet.Synopsis, .. cmdlet.Description]);

        page.AppendLines("## Syntax", "", "```");
        foreach (var set in cmdlet.Syntax)
        {
            page.AppendLines($"{cmdlet.Name}{string.Concat(set.Parameters.Select(Syntax))} [<CommonParameters>]", "");
        }

        page.Length--;
        page.AppendLines("```", "", "## Examples", "");
        foreach (var (index, example) in cmdlet.Examples.Index())
        {
            page.AppendLines($"### {index + 1}. {example.Title}", "", "```powershell", example.Command, "```", "");
            if (example.Output.Length > 0)
            {
                page.AppendLines("```text", example.Output, "```", "");
            }

            page.AppendParagraphs(example.Remarks);
        }

        page.AppendLines("## Parameters", "");
        foreach (var parameter in cmdlet.Parameters)
        {
            page.AppendLines($"### -{parameter.Name}", "").AppendParagraphs(parameter.Description).AppendLines(Facts(parameter), "");
        }

        page.AppendTypes("## Inputs", cmdlet.Inputs).AppendTypes("## Outputs", cmdlet.Outputs);
        page.AppendLines("## Permissions", "").AppendLines([.. cmdlet.Permissions.Select(permission => $"- {permission.Markdown}"), ""]);
        if (cmdlet.Notes.Count + cmdlet.Aliases.Count > 0)
        {
            page.AppendLines("## Notes", "").AppendParagraphs([.. cmdlet.Aliases.Select(alias => Prose.Of($"Alias: {alias}")), .. cmdlet.Notes]);
        }

        page.AppendLines("## Links", "").AppendLines([.. cmdlet.Links.Select(link => $"- [{link.Text}]({link.Address ?? PageOf(link.Text)})")]);
        return page.ToString();
    }

    private static string PageOf(string name) => name.StartsWith("about_", StringComparison.Ordinal) ? $"../../module/en-US/{name}.help.txt" : $"{name}.md";

    private static string Syntax((ParameterHelp Parameter, bool IsMandatory) item)
    {
        var (parameter, isMandatory) = item;
        var name = parameter.Position == "named" || parameter.IsSwitch ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var text = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return isMandatory ? $" {text}" : $" [{text}]";
    }

    private static string Facts(ParameterHelp parameter) => string.Join(
        " · ",
        [
            $"Type: `{parameter.Type}`",
            .. parameter.Aliases.Count > 0 ? [$"aliases: {string.Join(", ", parameter.Aliases)}"] : Array.Empty<string>(),
            parameter.IsMandatory ? "required" : "optional",
            $"position: {parameter.Position}",
            $"default: {parameter.Default.Replace("*", "\\*", StringComparison.Ordinal)}",
            $"from the pipeline: {parameter.PipelineInput}",
            $"wildcards: {(parameter.TakesWildcards ? "yes" : "no")}",
        ]);

    private static StringBuilder AppendTypes(this StringBuilder page, string heading, IReadOnlyList<TypeHelp> types)
    {
        page.AppendLines(heading, "");
        foreach (var type in types.DefaultIfEmpty(new TypeHelp("None", [])))
        {
            page.AppendLines($"**{type.Name}**", "").AppendParagraphs(type.Description);
        }

        return page;
    }

    private static StringBuilder AppendParagraphs(this StringBuilder page, IEnumerable<Prose> paragraphs)
    {
        foreach (var paragraph in paragraphs)
        {
            page.AppendLines(paragraph.Markdown, "");
        }

        return page;
    }

    // The pages are the same whatever system wrote them.
    private static StringBuilder AppendLines(this StringBuilder page, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            page.Append(line).Append('\n');
        }

        return page;
    }
}
