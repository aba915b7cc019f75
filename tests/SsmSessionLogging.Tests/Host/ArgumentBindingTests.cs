namespace SsmSessionLogging.Tests.Host;

public sealed class ArgumentBindingTests
{
    private const string Script = """
        param([string] $Name, [switch] $Force, [int] $Count = -1, [string] $Last, [Parameter(ValueFromRemainingArguments)] $Rest)
        "Name=$Name Force=$Force Count=$Count Last=$Last Rest=$($Rest -join '|')"
        """;

    [Theory]
    [InlineData("Name= Force=False Count=-1 Last= Rest=")]
    [InlineData("Name=a b Force=False Count=-1 Last= Rest=", "-Name", "a b")]
    [InlineData("Name=a b Force=False Count=-1 Last= Rest=", "-Name:a b")]
    [InlineData("Name=a b Force=False Count=-1 Last= Rest=", "-Name:", "a b")]
    [InlineData("Name=x:y Force=False Count=-1 Last= Rest=", "-Name:x:y")]
    [InlineData("Name=x Force=False Count=7 Last= Rest=", "-name", "x", "-COUNT:7")]
    [InlineData("Name=x Force=True Count=-1 Last= Rest=", "-Force", "x")]
    [InlineData("Name= Force=False Count=-1 Last= Rest=", "-Force:$false")]
    [InlineData("Name= Force=True Count=-1 Last= Rest=", "-Force:$TRUE")]
    [InlineData("Name=$true Force=False Count=-1 Last= Rest=", "-Name", "$true")]
    [InlineData("Name=x Force=False Count=5 Last=y Rest=z|", "x", "5", "y", "z", "")]
    [InlineData("Name=it's \"$x\" Force=False Count=-1 Last= Rest=", "it's \"$x\"")]
    [InlineData("Name=-File Force=False Count=-1 Last= Rest=", "-Name:-File")]
    public void Arguments_bind_as_with_pwsh_File(string expected, params string[] arguments)
    {
        var run = HostRun.Script(Script, arguments);

        Assert.Equal(expected + "\n", run.Output);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("param([int] $Count) $Count", "Count", "-Count", "many")]
    [InlineData("[CmdletBinding()] param($Name) $Name", "Other", "-Other", "x")]
    public void An_argument_that_does_not_bind_is_an_error_with_the_names_of_script_and_parameter(
        string script,
        string parameter,
        params string[] arguments)
    {
        var run = HostRun.Script(script, arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the script.ps1", run.Error, StringComparison.Ordinal);
        Assert.Contains(parameter, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_script_knows_where_it_lies()
    {
        using var file = new ScriptFile("$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Name");

        var run = HostRun.Start([file.Path]);

        Assert.Equal($"{file.Folder}\n{file.Path}\nthe script.ps1\n", run.Output);
    }

    [Fact]
    public void Brackets_in_a_scripts_name_are_part_of_the_name()
    {
        using var file = new ScriptFile("param($Given) \"$Given from $($MyInvocation.MyCommand.Name)\"", "a[1].ps1");

        Assert.Equal("x from a[1].ps1\n", HostRun.Start([file.Path, "x"]).Output);
    }

    [Fact]
    public void The_words_behind_Command_are_its_text() =>
        Assert.Equal("1 2\n", HostRun.Start(["-NoProfile", "-c", "\"1", "2\""]).Output);
}
