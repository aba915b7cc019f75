namespace PowerShellHost;

/// <summary>From the command line to the exit code that <c>pwsh</c> would give.</summary>
internal static class ConsoleProgram
{
    private const string Usage = """
        Runs a PowerShell script where pwsh is not installed.

            PowerShellHost [options] [-File] SCRIPT.ps1 [arguments]
            PowerShellHost [options] -Command TEXT

        Options: -NonInteractive (a prompt is an error). -NoProfile, -NoLogo and -ExecutionPolicy Bypass are always so and may be given.
        """;

    /// <summary>Runs what <paramref name="arguments"/> ask for and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> arguments, ConsoleStreams streams, bool stopOnCancelKey = false)
    {
        var commandLine = CommandLine.Parse(arguments);
        switch (commandLine.Action)
        {
            case CommandLineAction.ShowHelp:
                streams.Output.WriteLine(Usage);
                return ExitCode.Success;
            case CommandLineAction.Refuse:
                streams.Error.WriteLine(commandLine.Text);
                streams.Error.WriteLine();
                streams.Error.WriteLine(Usage);
                return ExitCode.WrongUsage;
        }

        using var runner = new ScriptRunner(commandLine.NonInteractive ? streams with { CanPrompt = false } : streams);
        if (!stopOnCancelKey) return runner.Run(commandLine);

        using (new CancelKey(runner.Stop)) return runner.Run(commandLine);
    }
}
