namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>What terminal output is made of.</summary>
internal static class OutputPieces
{
    public static readonly string[] All =
    [
        "\r\n", "\n", "\r", "\b", "\t", "\a", " ", "text ", "$ ls -la", "\u001b", "\u001b[", "\u001b[K", "\u001b[2J", "\u001b[H", "\u001b[J", "\u001b[1J", "\u001b[3J",
        "\u001b[2;3r", "\u001b[r", "\u001b[?1049h", "\u001b[?1049l", "\u001b[?47h", "\u001b[?47l", "\u001b[?1047l", "\u001bc", "\u001b7", "\u001b8", "\u001bM", "\u001bD",
        "\u001b[4h", "\u001b[4l", "\u001b[?7l", "\u001b[?7h", "\u001b[?45h", "\u001b[20h", "\u001b[?6h", "\u001b(0", "\u001b(B", "\u000e", "\u000f", "\u001bN", "\u001b]0;title\a",
        "\u001b]2;open", "\u001bPq", "\u001b\\", "\u001b_a", "\u001bXs", "\u001b^p", "\u0018", "\u001a", "\u009b2A", "\u009d1;", "\u009c", "\u0090", "\u001bkname\u001b\\",
        "\u001b[?2004h", "\u001b[1;31m", "\u001b[0m", "\u001b#8", "\u001b[!p", "\u001b['}", "\u001b['~", "\u001b[3 @", "\u001b[2 A", "é", "日本", "🎉", "e\u0301", "👩\u200d💻",
        "⚠\ufe0f", "\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "\ufeff", "\u00ad", "\u2028", "\u0301", "\u3164", "\u115f", "\U000e0041", "\ufffe", "\ufdd0", "\u007f", "\u0085",
    ];

    /// <summary>What must not grow, however often it comes.</summary>
    public static readonly string[] Endless =
    [
        "\n", "x", "\u0301", "a\u0301", "\u001b[?1049hframe\u001b[?1049l", "\u001b]0;never ended ", "\u001b[;;;;;;;;", "\u001bPnever ended\n", "日", "\u001b[2Jx", "\u200d", "\u001b[99999999b",
        "\u001b[?1049hone\u001b[?1049l\u001b[?1049htwo\u001b[?1049l", "\u001b[L", "\u001b[9999S", "\u001b[9999@x",
    ];
}
