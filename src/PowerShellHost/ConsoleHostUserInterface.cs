using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PowerShellHost;

/// <summary>Writes the engine's streams where <c>pwsh</c> does (errors to the error stream, all else to the output) and asks.</summary>
internal sealed class ConsoleHostUserInterface : PSHostUserInterface
{
    private readonly ConsoleStreams _streams;
    private readonly ProgressLine _progress;
    private readonly LineReader _reader;
    private bool _outputIsError;

    public ConsoleHostUserInterface(ConsoleStreams streams)
    {
        _streams = streams;
        _progress = new ProgressLine(streams);
        _reader = new LineReader(streams);
        RawUI = new ConsoleRawUserInterface(streams.Width);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _streams.ColoredOutput;

    /// <summary>Until it is disposed, what is written as output goes to the error stream.</summary>
    public IDisposable WriteOutputAsError() => new OutputAsError(this);

    public override void Write(string value)
    {
        if (_outputIsError) WriteTo(_streams.Error, value, _streams.ColoredError);
        else WriteTo(_streams.Output, value, _streams.ColoredOutput);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(_streams.ColoredOutput ? Colored(foregroundColor, value) : value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteTo(_streams.Error, value + Environment.NewLine, _streams.ColoredError);

    public override void WriteDebugLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Debug, "DEBUG", message);

    public override void WriteVerboseLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Verbose, "VERBOSE", message);

    public override void WriteWarningLine(string message) => WriteMessage(PSStyle.Instance.Formatting.Warning, "WARNING", message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => _reader.ReadLine();

    public override SecureString ReadLineAsSecureString() => _reader.ReadSecureLine();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        new FieldPrompt(this, _reader).Ask(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        new ChoicePrompt(this, _reader).Ask(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        this.WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Write("User: ");
            userName = _reader.ReadLine();
        }

        Write($"Password for user {userName}: ");
        return new PSCredential(userName, _reader.ReadSecureLine());
    }

    private static string Colored(ConsoleColor color, string value) =>
        PSStyle.MapForegroundColorToEscapeSequence(color) + value + PSStyle.Instance.Reset;

    private void WriteMessage(string style, string stream, string message) =>
        WriteLine($"{style}{stream}: {message}{PSStyle.Instance.Reset}");

    private void WriteTo(TextWriter writer, string value, bool colored)
    {
        _progress.Clear();
        writer.Write(GetOutputString(value, colored));
    }

    private sealed class OutputAsError : IDisposable
    {
        private readonly ConsoleHostUserInterface _ui;

        public OutputAsError(ConsoleHostUserInterface ui)
        {
            _ui = ui;
            _ui._outputIsError = true;
        }

        public void Dispose() => _ui._outputIsError = false;
    }
}
