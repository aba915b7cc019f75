namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>What sessions are started with: documents, reasons and other words, among them those that people should never have written.</summary>
internal static class SessionWords
{
    /// <summary>The document of ECS Exec.</summary>
    public const string EcsExec = "AmazonECS-ExecuteInteractiveCommand";

    /// <summary>What <c>MaxSessionDuration</c> says. The pattern of the service model refuses the last two, which are allowed.</summary>
    public static readonly string[] MaxDurations = ["60", "240", "1440", "1040", "1099"];

    public static readonly string[] Failures =
    [
        "The session could not be started: encryption of the S3 bucket could not be verified.",
        "Plugin with name Standard_Stream not found. Step name: Standard_Stream",
        "Failed to create a session: the user ssm-ops of RunAs does not exist on the target.",
    ];

    // How many of a hundred sessions use each; the rest name none.
    private static readonly (int Percent, string? Name)[] Documents =
    [
        (58, SessionSeeds.Preferences), (8, SessionSeeds.CustomDocument), (3, SessionSeeds.InteractiveDocument), (8, Seeds.AwsDocument),
        (4, "AWS-StartPortForwardingSessionToRemoteHost"), (7, "AWS-StartSSHSession"), (3, "AWS-StartInteractiveCommand"),
        (1, "AWS-StartNonInteractiveCommand"), (5, EcsExec),
    ];

    private static readonly string[] Usual =
    [
        "Restart the service", "INC-10482", "INC-10533: disk full", "Weekly patching", "Deploy 2024.10.3", "Check the certificate", "Customer support",
        "rotate logs, then look at memory", "CHG0031337", "On call",
    ];

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>\"'&amp;",
        "=cmd|'/C calc'!A0",
        "+1+1", "-2+3", "@SUM(A1)", "\t=1+1",
        "two, \"quoted\"; columns",
        "\u001b]0;owned\u0007\u001b[31mred\u001b[0m",
        "null\u0000byte and bell\u0007",
        "line one\r\nline two",
        "🚒 server on fire 🔥 – schnell!",
        "\u202Eright to left\u202C",
        "https://example.com/ticket?id=1&next=2",
    ];

    /// <summary>The document at a place from 0 up to 1, or <see langword="null"/> where a session names none.</summary>
    public static string? Document(double place)
    {
        var percent = place * 100;
        foreach (var (share, name) in Documents)
        {
            percent -= share;
            if (percent < 0)
            {
                return name;
            }
        }

        return null;
    }

    public static string? Reason(ref Draw draw) => draw.NextFraction() switch
    {
        < 0.45 => null,
        < 0.97 => draw.OfSkewed(Usual),
        _ => draw.Of(Hostile),
    };
}
