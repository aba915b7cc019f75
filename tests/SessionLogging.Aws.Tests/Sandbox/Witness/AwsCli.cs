namespace SessionLogging.Aws.Tests.Sandbox.Witness;

/// <summary>The AWS CLI of this machine. Where it is the one written in Python, all commands run in one process: its start costs more than a command.</summary>
internal static class AwsCli
{
    private const int NotInPython = 3;

    private const string Batch = """
        import contextlib, io, json, sys
        try:
            from awscli.clidriver import create_clidriver
        except ImportError:
            sys.exit(3)
        driver, answers = create_clidriver(), []
        for command in json.load(sys.stdin):
            output, error = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(error):
                try:
                    code = driver.main(command)
                except SystemExit as exit:
                    code = exit.code
            answers.append({"ExitCode": code, "Output": output.getvalue(), "Error": error.getvalue()})
        json.dump(answers, sys.stdout)
        """;

    /// <summary>Whether there is one.</summary>
    public static bool IsHere { get; } = OtherProgram.Find("aws") is not null;

    /// <summary>Runs commands one after another and gives what each said.</summary>
    public static async Task<IReadOnlyList<ProgramAnswer>> RunAsync(SandboxServer sandbox, string home, IReadOnlyList<IReadOnlyList<string>> commands, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = home + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["AWS_ENDPOINT_URL"] = sandbox.Url,
            ["AWS_ACCESS_KEY_ID"] = SandboxAccounts.First.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = SandboxAccounts.First.SecretAccessKey,
            ["AWS_DEFAULT_REGION"] = SandboxAccounts.Ireland,
            ["AWS_MAX_ATTEMPTS"] = "1",
        };
        if (OtherProgram.Find("python3") is { } python)
        {
            var batch = await OtherProgram.RunAsync(python, ["-c", Batch], home, environment, JsonSerializer.Serialize(commands), cancellationToken);
            if (batch.ExitCode == 0)
            {
                return JsonSerializer.Deserialize<List<ProgramAnswer>>(batch.Output)!;
            }

            Assert.True(batch.ExitCode == NotInPython, batch.Error);
        }

        var answers = new List<ProgramAnswer>();
        foreach (var command in commands)
        {
            answers.Add(await OtherProgram.RunAsync(OtherProgram.Find("aws")!, command, home, environment, input: "", cancellationToken));
        }

        return answers;
    }
}
