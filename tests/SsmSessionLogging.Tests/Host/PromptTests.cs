namespace SsmSessionLogging.Tests.Host;

public sealed class PromptTests
{
    private const string Remove = """
        function Remove-Thing {
            [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()
            if ($PSCmdlet.ShouldProcess('the thing', 'remove')) { 'removed' } else { 'kept' }
        }
        Remove-Thing
        """;

    private const string Ask = """
        function Set-Thing {
            [CmdletBinding()]
            param(
                [Parameter(Mandatory, HelpMessage = 'What it is called.')] [string] $Name,
                [Parameter(Mandatory)] [int] $Count,
                [Parameter(Mandatory)] [string[]] $Tag)
            "$Name $Count $($Tag.Length): $($Tag -join '|')"
        }
        Set-Thing
        """;

    [Theory]
    [InlineData("Y\n", "removed")]
    [InlineData("yes\n", "removed")]
    [InlineData("\n", "removed")]
    [InlineData("n\n", "kept")]
    [InlineData("No to All\n", "kept")]
    [InlineData("perhaps\n?\nN\n", "kept")]
    public void A_redirected_answer_confirms_or_does_not(string input, string expected)
    {
        var run = HostRun.Command(Remove, input);

        Assert.EndsWith(expected + "\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Performing the operation \"remove\" on target \"the thing\".", run.Output, StringComparison.Ordinal);
        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  ", run.Output, StringComparison.Ordinal);
        Assert.Contains("[?] Help (default is \"Y\"): ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the standard input has ended")]
    [InlineData("-NonInteractive", "-NonInteractive")]
    public void Where_nobody_can_answer_nothing_is_confirmed(string reason, params string[] options)
    {
        var run = HostRun.Command(Remove, "", options);

        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("removed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Mandatory_parameters_are_asked_for_until_their_values_fit()
    {
        var run = HostRun.Command(Ask, "!?\nlamp\nmany\n3\nred\nblue\n\n");

        Assert.EndsWith("lamp 3 2: red|blue\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("What it is called.", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"many\" is not a value of type Int32.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_shows_the_answers_of_a_redirected_input_but_no_secret()
    {
        var run = HostRun.Command(
            "$a = $Host.UI.ReadLine(); $b = $Host.UI.ReadLineAsSecureString(); \"$a and $($b.Length) characters\"",
            "open\nhidden\n");

        Assert.Equal("open\n\nopen and 6 characters\n", run.Output);
    }

    [Fact]
    public void A_credential_is_a_name_and_a_secret()
    {
        var run = HostRun.Command(
            "$c = $Host.UI.PromptForCredential('Sign in', 'To the thing.', '', ''); $c.UserName; $c.GetNetworkCredential().Password",
            "anna\nsesame\n");

        Assert.EndsWith("anna\nsesame\n", run.Output, StringComparison.Ordinal);
    }
}
