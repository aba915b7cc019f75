namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>The AWS CLI drives every operation of a service: a client that nobody here wrote understands the sandbox. One class a service, so that they run side by side.</summary>
public abstract class CliWitness : SandboxTest
{
    /// <summary>The service's name on the CLI.</summary>
    internal abstract string Service { get; }

    /// <summary>The commands, in order.</summary>
    internal abstract IReadOnlyList<CliStep> Steps { get; }

    [Fact]
    public async Task The_AWS_CLI_understands_every_answer()
    {
        Assert.SkipWhen(AwsCli.Path is null, "The AWS CLI is not on PATH: the sandbox's operations have no second witness here.");
        var home = Directory.CreateTempSubdirectory("sandbox-cli-");
        try
        {
            var file = Path.Combine(home.FullName, "body.log");
            await File.WriteAllTextAsync(file, "Script started\n", Cancel);
            foreach (var step in Steps)
                await CheckAsync(step, home.FullName, file);
        }
        finally
        {
            home.Delete(recursive: true);
        }

        var driven = Server.Calls.All.Where(call => call.Status < 400).Select(call => call.Operation).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(Steps.Where(step => step.Fails is null).Select(step => step.Operation).ToHashSet(StringComparer.Ordinal), driven);
    }

    private async Task CheckAsync(CliStep step, string home, string file)
    {
        List<string> arguments = [Service, step.Command, .. step.Arguments.Select(argument => argument.Replace("{file}", file, StringComparison.Ordinal)), "--output", "text"];
        if (step.Query is not null)
            arguments.AddRange(["--query", step.Query]);

        var answer = await AwsCli.RunAsync(Server, home, arguments, Cancel);

        if (step.Fails is null)
            Assert.True(answer.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {answer.Error}");
        else
            Assert.Contains($"An error occurred ({step.Fails}) when calling the {step.Operation} operation", answer.Error, StringComparison.Ordinal);
        if (step.Prints is not null)
            Assert.Equal(step.Prints, answer.Output.Replace('\t', ' ').ReplaceLineEndings("\n"));
    }
}
