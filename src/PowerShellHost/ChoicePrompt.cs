using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>Asks for one of several choices, as <c>-Confirm</c> does.</summary>
internal sealed class ChoicePrompt(PSHostUserInterface ui, LineReader reader)
{
    private const string HelpKey = "?";

    /// <summary>The index of the choice; asks again until an answer is one, and an empty answer is the default if there is one.</summary>
    public int Ask(string caption, string message, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        ui.WriteHeading(caption, message);
        while (true)
        {
            WriteChoices(choices, defaultChoice);
            var answer = reader.ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;
            if (answer == HelpKey) WriteHelp(choices);
            else if (Find(choices, answer) is { } chosen) return chosen;
        }
    }

    private static int? Find(IReadOnlyList<ChoiceDescription> choices, string answer)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            if (answer.Length > 0
                && (answer.Equals(choices[i].HotKey(), StringComparison.OrdinalIgnoreCase)
                    || answer.Equals(choices[i].PlainLabel(), StringComparison.OrdinalIgnoreCase)))
            {
                return i;
            }
        }

        return null;
    }

    private static string KeyOf(ChoiceDescription choice) => choice.HotKey() is { Length: > 0 } key ? key : choice.PlainLabel();

    private void WriteChoices(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        foreach (var choice in choices) ui.Write($"[{choice.HotKey()}] {choice.PlainLabel()}  ");
        ui.Write($"[{HelpKey}] Help");
        if (defaultChoice >= 0) ui.Write($" (default is \"{KeyOf(choices[defaultChoice])}\")");
        ui.Write(": ");
    }

    private void WriteHelp(IReadOnlyList<ChoiceDescription> choices)
    {
        foreach (var choice in choices) ui.WriteLine($"{KeyOf(choice)} - {choice.HelpMessage}");
    }
}
