using PowerShellHost;

namespace SsmSessionLogging.Tests.Host;

/// <summary>One run of the host in this process, with what it wrote.</summary>
internal sealed record HostRun(int ExitCode, string Output, string Error)
{
    public static HostRun Command(string text, string input = "", params string[] options) =>
        Start([.. options, "-Command", text], streams => streams with { Input = new StringReader(input) });

    public static HostRun Script(string script, params string[] arguments)
    {
        using var file = new ScriptFile(script);
        return Start([file.Path, .. arguments]);
    }

    public static HostRun Start(string[] arguments, Func<ConsoleStreams, ConsoleStreams>? configure = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var streams = new ConsoleStreams(TextReader.Null, output, error);
        var exitCode = ConsoleProgram.Run(arguments, configure?.Invoke(streams) ?? streams);
        return new(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
