using System.Xml.Linq;

namespace SsmSessionLogging.Tests.Help;

/// <summary>An example as the help shows it.</summary>
/// <param name="Cmdlet">The cmdlet's name.</param>
/// <param name="Command">What is typed.</param>
/// <param name="Output">What it shows as printed; empty: nothing.</param>
public sealed record Example(string Cmdlet, string Command, string Output)
{
    private const string Prompt = "PS> ";

    private static readonly XNamespace Commands = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The examples of all cmdlets, in the order of the help file.</summary>
    public static IReadOnlyList<Example> All { get; } =
    [
        .. from cmdlet in XDocument.Load(Repository.PathOf("out", "SsmSessionLogging", "en-US", "SsmSessionLogging.dll-Help.xml")).Root!.Elements()
           from code in cmdlet.Descendants(Dev + "code")
           select Read(cmdlet.Descendants(Commands + "name").First().Value, code.Value.ReplaceLineEndings("\n")),
    ];

    private static Example Read(string cmdlet, string shown)
    {
        var end = shown.IndexOf("\n\n", StringComparison.Ordinal);
        return new Example(cmdlet, (end < 0 ? shown : shown[..end])[Prompt.Length..], end < 0 ? "" : shown[(end + 2)..]);
    }
}
