using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Net;
using System.Security;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A PowerShell host whose person types what a test says, line by line, and whose screen a test reads.</summary>
/// <param name="typed">What the person types; null where there is nobody.</param>
/// <param name="screen">What the person sees, and what they typed but for secrets.</param>
internal sealed class ScriptedHost(TextReader? typed, TextWriter screen) : PSHost
{
    /// <inheritdoc/>
    public override string Name => nameof(ScriptedHost);

    /// <inheritdoc/>
    public override Version Version { get; } = new(1, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI { get; } = new ScriptedUserInterface(typed, screen);

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => throw new NotSupportedException("No test ends its session.");

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("No test suspends a command.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("No test suspends a command.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}

/// <summary>The screen and the keyboard of a <see cref="ScriptedHost"/>.</summary>
internal sealed class ScriptedUserInterface(TextReader? typed, TextWriter screen) : PSHostUserInterface
{
    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new Page();

    /// <inheritdoc/>
    public override void Write(string value) => screen.Write(GetOutputString(value, supportsVirtualTerminal: false));

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteLine(value);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    /// <inheritdoc/>
    public override string ReadLine()
    {
        var line = Take();
        WriteLine(line);
        return line;
    }

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString()
    {
        var secret = new NetworkCredential("", Take()).SecurePassword;
        WriteLine("");
        return secret;
    }

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine(caption);
        WriteLine(message);
        Write($"{string.Join("  ", choices.Select(choice => choice.Label))}: ");
        if (ReadLine() is not { Length: > 0 } key)
        {
            return defaultChoice;
        }

        var chosen = choices.ToList().FindIndex(choice => choice.Label.Contains($"&{key}", StringComparison.OrdinalIgnoreCase));
        return chosen >= 0 ? chosen : throw new HostException($"The test types a key that is none: {key}.");
    }

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException("No test is asked for a parameter.");

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException("No test is asked for a credential.");

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new NotSupportedException("No test is asked for a credential.");

    private string Take() => typed?.ReadLine() ?? throw new HostException("Nobody can answer.");

    /// <summary>A screen of which only the size is asked: what stands where on it, and single keys, are no test's concern.</summary>
    private sealed class Page : PSHostRawUserInterface
    {
        private static readonly Size Whole = new(width: 100, height: 50);

        public override Size BufferSize { get; set; } = Whole;

        public override Size WindowSize { get; set; } = Whole;

        public override Size MaxWindowSize => Whole;

        public override Size MaxPhysicalWindowSize => Whole;

        public override Coordinates WindowPosition { get; set; }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override ConsoleColor BackgroundColor { get; set; }

        public override string WindowTitle { get; set; } = "";

        public override bool KeyAvailable => false;

        public override void FlushInputBuffer()
        {
        }

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
            throw new NotSupportedException();
    }
}
