using System.Runtime.InteropServices;

namespace SessionLogging.Sandbox;

/// <summary>The sandbox as a program: prints its URL as the first line and runs until it is told to stop.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["--help" or "-h" or "-?"])
        {
            await Console.Out.WriteLineAsync(CommandLine.Usage);
            return 0;
        }

        if (!CommandLine.TryParse(arguments, out var commandLine, out var problem))
        {
            await Console.Error.WriteLineAsync(problem);
            await Console.Error.WriteLineAsync(CommandLine.Usage);
            return 2;
        }

        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(commandLine.Options);
            await Console.Out.WriteLineAsync(sandbox.Url);
            await Console.Out.FlushAsync();
            await Task.WhenAny(interrupted.Task, sandbox.StopRequested, commandLine.ParentGoneAsync());
            return 0;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"The sandbox cannot listen on port {commandLine.Options.Port}: {error.Message} Choose another with --port, or 0 for any.");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.TrySetResult();
        }
    }
}
