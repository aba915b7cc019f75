namespace SsmSessionLogging.HelpWriter;

/// <summary>What the examples printed when they ran, one file a cmdlet: each command behind <c>PS&gt; </c>, and below it what came.</summary>
/// <param name="folder">The files' folder.</param>
internal sealed class RecordedOutputs(string folder)
{
    private const string Prompt = "PS> ";

    /// <summary>What an example printed; empty where it prints nothing, or has not been recorded.</summary>
    public string Of(string cmdlet, string command)
    {
        var file = Path.Combine(folder, cmdlet + ".txt");
        if (!File.Exists(file))
        {
            return "";
        }

        var text = "\n" + File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = text.IndexOf($"\n{Prompt}{command}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        start += command.Length + Prompt.Length + 2;
        var end = text.IndexOf("\n" + Prompt, start - 1, StringComparison.Ordinal);
        return text[start..(end < 0 ? text.Length : Math.Max(start, end))].Trim('\n');
    }
}
