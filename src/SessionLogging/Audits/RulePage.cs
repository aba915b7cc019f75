using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>The rules as a page of the documentation, in Markdown, written from the rules themselves.</summary>
public static class RulePage
{
    /// <summary>The page.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# The rules\n\nWritten from the rules themselves by `./build.ps1 Docs`; `Get-SsmLoggingRule` gives the same as objects.\n\n");
        page.Append("A finding is `Pass` only where something was looked at, and says no more than that. What was not looked at, or was denied, is `Unknown`.\n\n");
        page.Append("## What AWS's page asks of an account\n\n");
        page.Append("[Logging session activity](https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html), sentence by sentence.\n\n");
        page.Append("| the page | here | rules |\n|---|---|---|\n");
        Rows(page, PageStatements.All);
        page.Append("\nBeyond that page:\n\n| what else | here | rules |\n|---|---|---|\n");
        Rows(page, PageStatements.Beyond);
        page.Append("\nNot looked at, and said so nowhere as a pass: what is no goal above, and what nodes' roles allow where only the preferences are tested.\n\n## The controls\n\n");
        page.Append("Rules name the controls of [NIST SP 800-53, revision 5](https://doi.org/10.6028/NIST.SP.800-53r5) that they are evidence for; in brackets what an organization fills in.\n\n| control | what it asks |\n|---|---|\n");
        foreach (var control in Control.Texts)
        {
            Row(page, control.Key, control.Value);
        }

        foreach (var table in RuleCatalog.All.GroupBy(rule => rule.Judges, StringComparer.Ordinal))
        {
            Add(page, $"\n## Rules on {table.Key}\n");
            foreach (var rule in table)
            {
                Add(page, $"\n### {rule.RuleId}\n\n");
                Add(page, $"{rule.Severity}. Looks at {string.Join(", ", rule.LooksAt)}. Asked by {string.Join(", ", rule.AskedBy)}.\n\n");
                Add(page, $"- From: {rule.Reference}\n");
                if (rule.Permissions.Count > 0)
                {
                    Add(page, $"- Needs: {string.Join(", ", rule.Permissions.Select(permission => $"`{permission}`"))}\n");
                }

                if (rule.Controls.Count > 0)
                {
                    Add(page, $"- Evidence for: {string.Join(", ", rule.Controls)}\n");
                }

                Add(page, $"- A pass does not prove: {rule.DoesNotProve}\n");
            }
        }

        return page.ToString();
    }

    private static void Rows(StringBuilder page, IEnumerable<PageStatement> statements)
    {
        foreach (var statement in statements)
        {
            Row(page, statement.Text, statement.Answer, string.Join(", ", statement.RuleIds.Select(id => $"[`{id}`](#{id.ToLowerInvariant()})")));
        }
    }

    private static void Row(StringBuilder page, params string[] cells) => Add(page, $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|")))} |\n");

    private static void Add(StringBuilder page, string text) => page.Append(text);
}
