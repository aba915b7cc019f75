namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>What each function does to a small screen, by the descriptions of ECMA-48, DEC's VT510 and xterm's ctlseqs.</summary>
public sealed class TerminalFixtureTests
{
    private static readonly TerminalSize Window = new(10, 4);

    /// <summary>The function, what is written (| is a line end), and the rows.</summary>
    public static TheoryData<string, string, string> Fixtures { get; } = new()
    {
        { "history: what scrolls away is not on the screen", "a|b|c|d|e", "b|c|d|e" },
        { "wrapping at the edge", "0123456789ab", "0123456789|ab" },
        { "the last column waits", "0123456789|ab", "0123456789|ab" },
        { "CR", "abcdef\rXY", "XYcdef" },
        { "BS", "abc\bX", "abX" },
        { "BS at the edge", "0123456789\bX", "01234567X9" },
        { "BS at the beginning", "\b\bX", "X" },
        { "HT", "a\tb\tc", "a       bc" },
        { "HT at the edge keeps the wrap", "0123456789\tX", "0123456789|X" },
        { "VT and FF", "a\vb\fc", "a| b|  c" },
        { "NEL", "ab\eEc", "ab|c" },
        { "IND", "ab\eDc", "ab|  c" },
        { "RI", "a|b\eMc", "ac|b" },
        { "RI at the top", "a|b\e[H\eMc", "c|a|b" },
        { "CUU", "a|b\e[5Ac", "ac|b" },
        { "CUD", "a\e[2Bb", "a|| b" },
        { "CUF", "a\e[3Cb", "a   b" },
        { "CUB", "abcd\e[2DX", "abXd" },
        { "CNL and CPL", "a\e[2Eb\e[Fc\e[Fd", "d|c|b" },
        { "CHA and HPA", "abc\e[2GX\e[5`Y", "aXc Y" },
        { "HPR and VPR", "a\e[2ab\e[ec", "a  b|    c" },
        { "CUP and HVP", "\e[2;3Ha\e[3;1fb", "|  a|b" },
        { "CUP beyond the screen", "\e[99;99HX", "|||         X" },
        { "VPA", "ab\e[3dc", "ab||  c" },
        { "CHT and CBT", "\e[Ia\e[Z\e[Zb", "b       a" },
        { "TBC and HTS", "\e[3g\e[4G\eH\r\tX", "   X" },
        { "ED below", "abc|def|ghi\e[2;2H\e[J", "abc|d" },
        { "ED above", "abc|def|ghi\e[2;2H\e[1J", "|  f|ghi" },
        { "ED all", "abc|def\e[2JX", "|   X" },
        { "ED scrollback is nothing on the screen", "abc\e[3J", "abc" },
        { "EL right, left and all", "abcd|efgh|ijkl\e[1;3H\e[K\e[2;3H\e[1K\e[3;3H\e[2K", "ab|   h" },
        { "EL at the edge", "0123456789\e[KX", "012345678X" },
        { "ICH", "abcd\e[2G\e[2@X", "aX bcd" },
        { "DCH", "abcdef\e[2G\e[2P", "adef" },
        { "ECH", "abcdef\e[2G\e[3X", "a   ef" },
        { "IL", "a|b|c|d\e[2H\e[2LX", "a|X||b" },
        { "DL", "a|b|c|d\e[2H\e[2MX", "a|X" },
        { "SU and SD", "a|b|c\e[S\e[2T", "||b|c" },
        { "SL and SR", "abcd\e[2 @\e[1 A", " cd" },
        { "DECIC and DECDC", "abcd|efgh\e[1;2H\e['}\e[3G\e['~", "a cd|e gh" },
        { "REP", "a\e[3bb", "aaaab" },
        { "REP after a move is nothing", "a\e[C\e[3b", "a" },
        { "IRM", "abc\e[H\e[4hXY\e[4lZ", "XYZbc" },
        { "LNM", "ab\e[20hc\nd", "abc|d" },
        { "DECAWM", "\e[?7l0123456789ab\e[?7h", "012345678b" },
        { "reverse wraparound", "\e[?45h0123456789a\b\bX", "012345678X|a" },
        { "DECSTBM scrolls between", "a|b|c|d\e[2;3r\e[3H\nX", "a|c|X|d" },
        { "DECSTBM and RI", "a|b|c|d\e[2;3r\e[2H\eMX", "a|X|b|d" },
        { "CUU and CUD stop at the margins", "a|b|c|d\e[2;3r\e[2H\b\e[9BX", "a|b|X|d" },
        { "DECOM", "a|b|c|d\e[2;3r\e[?6h\e[1;3HX", "a|b X|c|d" },
        { "DECSC and DECRC", "ab\e7cd\e[3He\e8X", "abXd||e" },
        { "SCOSC and SCORC", "ab\e[scd\e[3He\e[uX", "abXd||e" },
        { "alternate screen", "ab\e[?1049hxyz\e[?1049lc", "abc" },
        { "alternate screen, older modes", "ab\e[?47hxy\e[?47lc\e[?1047hz\e[?1047l", "ab  c" },
        { "line drawing", "\e(0lqk\e(Blq\e)0\u000exj\u000fx", "┌─┐lq│┘x" },
        { "single shift", "\e*0\eNqq", "─q" },
        { "DECALN", "\e#8\e[2;9HX", "EEEEEEEEEE|EEEEEEEEXE|EEEEEEEEEE|EEEEEEEEEE" },
        { "RIS", "abc\e[2;3r|d\ecX", "X" },
        { "DECSTR", "a\e[4h\e[2;3r\e[!p\e[HXY", "XY" },
        { "cancelled sequences", "a\u0018b\e[3\u001ac\e(\u0018d", "abcd" },
        { "controls inside of sequences", "abc\e[\b2\bDX", "Xbc" },
        { "a sequence begins another", "ab\e[3\e[1GX", "Xb" },
        { "too many intermediates are ignored", "ab\e[1!!pc\e[?1:2md\e[<1;2Me", "abcde" },
        { "OSC by BEL, ST and C1", "a\e]0;title\ab\e]2;x\e\\c\u009d0;y\u009cd", "abcd" },
        { "DCS, APC, PM, SOS", "a\ePq1\a\e\\b\e_x\e\\c\e^y\e\\d\eXz\e\\e", "abcde" },
        { "a string cancelled by another sequence", "a\e]0;title\e[2Gb\ePx\e[4Gc", "ab c" },
        { "a title of screen", "a\ektitle\e\\b", "ab" },
        { "C1 in UTF-8", "ab\u009b1GX\u0085c", "Xb|c" },
        { "wide characters", "日本語日本語", "日本語日本|語" },
        { "half a wide character", "日本\e[2GX", " X本" },
        { "a wide character does not fit", "012345678日", "012345678|日" },
        { "combining characters", "e\u0301n\u0303x", "e\u0301n\u0303x" },
        { "bracketed paste, colours, mouse, cursor", "\e[?2004h\e[1;31ma\e[0m\e[?1000h\e[?25lb\e[6n\e[>c\e[0;0 q", "ab" },
    };

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void The_screen_is_as_described(string function, string written, string rows)
    {
        var text = new TerminalText(Window);

        text.Write(Encoding.UTF8.GetBytes(written.Replace("|", "\r\n", StringComparison.Ordinal)));

        Assert.Equal(rows.Split('|').Concat(Enumerable.Repeat("", Window.Rows)).Take(Window.Rows), text.Screen);
        Assert.NotEmpty(function);
    }
}
