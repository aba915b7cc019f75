using System.Management.Automation.Host;
using System.Security;

namespace PowerShellHost;

/// <summary>Reads answers from the console's input, which may be a terminal, a file or a pipe.</summary>
internal sealed class LineReader(ConsoleStreams streams)
{
    /// <summary>The next line. Of a redirected input it is written, as a terminal shows what is typed.</summary>
    /// <exception cref="HostException">Nobody can answer: prompts are turned off, or the input has ended.</exception>
    public string ReadLine()
    {
        var line = Take();
        if (!streams.ReadsKeys) streams.Output.WriteLine(line);
        return line;
    }

    /// <summary>The next line, shown as asterisks on a terminal and never held as text there.</summary>
    /// <exception cref="HostException">As <see cref="ReadLine"/>.</exception>
    public SecureString ReadSecureLine()
    {
        var secret = new SecureString();
        if (streams.ReadsKeys && streams.CanPrompt) ReadKeysInto(secret);
        else foreach (var character in Take()) secret.AppendChar(character);

        streams.Output.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    private string Take()
    {
        if (!streams.CanPrompt) throw NobodyAnswers("-NonInteractive allows none");
        return streams.Input.ReadLine() ?? throw NobodyAnswers("the standard input has ended");
    }

    private static HostException NobodyAnswers(string reason) =>
        new($"A command asked for input, and {reason}. Give its parameters on the command line.");

    private void ReadKeysInto(SecureString secret)
    {
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
        {
            if (pressed.Key == ConsoleKey.Backspace)
            {
                if (secret.Length == 0) continue;
                secret.RemoveAt(secret.Length - 1);
                streams.Output.Write("\b \b");
            }
            else if (!char.IsControl(pressed.KeyChar))
            {
                secret.AppendChar(pressed.KeyChar);
                streams.Output.Write('*');
            }
        }
    }
}
