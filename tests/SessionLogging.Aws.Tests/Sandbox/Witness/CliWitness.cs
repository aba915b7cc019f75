namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>The AWS CLI drives every operation of a service: a client that nobody here wrote understands the sandbox. One class a service, so that they run side by side.</summary>
public abstract class CliWitness : SandboxTest
{
    /// <summary>The service's name on the CLI.</summary>
    internal abstract string Service { get; }

    /// <summary>The commands, in order.</summary>
    internal abstract IReadOnlyList<CliStep> Steps { get; }

    /// <summary>A program that a command runs beside itself; one that does nothing stands in for it.</summary>
    internal virtual string? Helper => null;

    [Fact]
    public async Task The_AWS_CLI_understands_every_answer()
    {
        Assert.SkipUnless(AwsCli.IsHere, "The AWS CLI is not on PATH: the sandbox's operations have no second witness here.");
        var home = Directory.CreateTempSubdirectory("sandbox-cli-");
        try
        {
            var file = Path.Combine(home.FullName, "body.log");
            await File.WriteAllTextAsync(file, "Script started\n", Cancel);
            if (Helper is not null && !OperatingSystem.IsWindows())
            {
                await OtherProgram.PutScriptAsync(Path.Combine(home.FullName, Helper), "#!/bin/sh\nexit 0\n", Cancel);
            }

            var commands = Steps.Select(step => Arguments(step, file)).ToList();
            var answers = await AwsCli.RunAsync(Server, home.FullName, commands, Cancel);
            foreach (var (step, answer) in Steps.Zip(answers))
            {
                Check(step, answer);
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }

        var driven = Server.Calls.All.Where(call => call.Status < 400).Select(call => call.Operation).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(Steps.Where(step => step.Fails is null).Select(step => step.Operation).ToHashSet(StringComparer.Ordinal), driven);
    }

    private List<string> Arguments(CliStep step, string file) =>
    [
        Service,
        step.Command,
        .. step.Arguments.Select(argument => argument.Replace("{file}", file, StringComparison.Ordinal)),
        "--output",
        "text",
        .. step.Query is null ? Array.Empty<string>() : ["--query", step.Query],
    ];

    private static void Check(CliStep step, ProgramAnswer answer)
    {
        if (step.Fails is null)
        {
            Assert.True(answer.ExitCode == 0, $"{step.Command}: {answer.Error}");
        }
        else
        {
            Assert.Contains($"An error occurred ({step.Fails}) when calling the {step.Operation} operation", answer.Error, StringComparison.Ordinal);
        }

        if (step.Prints is not null)
        {
            Assert.Equal(step.Prints, answer.Output.Trim().Replace('\t', ' ').ReplaceLineEndings("\n"));
        }
    }
}

/// <summary>One command of the AWS CLI and what it prints.</summary>
/// <param name="Operation">The API's name, from which the command's follows.</param>
/// <param name="Arguments">The arguments; <c>{file}</c> is a file of the test.</param>
internal sealed record CliStep(string Operation, params string[] Arguments)
{
    /// <summary>What to print of the answer (JMESPath).</summary>
    public string? Query { get; init; }

    /// <summary>What is printed then, tabs read as blanks.</summary>
    public string? Prints { get; init; }

    /// <summary>The error code, where an error is what should come.</summary>
    public string? Fails { get; init; }

    /// <summary>The command: <c>list-objects-v2</c> of <c>ListObjectsV2</c>.</summary>
    public string Command => string.Concat(Operation.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
