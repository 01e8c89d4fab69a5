//+------------------------------------------------------------------+
//| FtmoGuard: reports an account to the FTMO4J MetaTrader bridge,    |
//| asks it before an order is sent, closes everything when it says   |
//| so. See PROTOCOL.md. Allow the address 127.0.0.1 in               |
//| Tools > Options > Expert Advisors.                                |
//+------------------------------------------------------------------+
#property copyright "FTMO4J contributors, Apache-2.0"
#property version   "1.00"

#include <Trade\Trade.mqh>

input string GuardHost     = "127.0.0.1";
input int    GuardPort     = 7400;
input int    AnswerMillis  = 2000;   // how long an order waits for its answer
input double CostPerLot    = 7.0;    // commission of a round turn, for the profit at a stop

#define LONGEST_LINE 262144
#define MARK         "ftmo:"         // in front of an ask's id in the comment of its order

int    sock = INVALID_HANDLE;
long   seq;
long   restarts;
long   asks;
bool   refusing = true;              // until the guard says otherwise
bool   knows;                        // whether the guard has asked for deals on this connection
ulong  lastDeal;                     // the highest deal ticket that was sent on this connection
string received;                     // the beginning of a line
string answerId, answerText;         // the answer that Ask waits for
CTrade trade;

int OnInit()
  {
   restarts = GlobalVariableCheck("FtmoGuard.restarts") ? (long)GlobalVariableGet("FtmoGuard.restarts") + 1 : 1;
   GlobalVariableSet("FtmoGuard.restarts", (double)restarts);
   GlobalVariablesFlush();
   trade.SetAsyncMode(false);
   EventSetTimer(1);
   return(INIT_SUCCEEDED);
  }

void OnDeinit(const int reason)
  {
   EventKillTimer();
   Disconnect();
  }

void OnTimer() { Poll(); }
void OnTick()  { Receive(); }

void OnTradeTransaction(const MqlTradeTransaction &what, const MqlTradeRequest &request, const MqlTradeResult &result)
  {
   if(what.type == TRADE_TRANSACTION_HISTORY_ADD)
     {
      string id = OrderId(what.order, true);
      long state = HistoryOrderSelect(what.order) ? HistoryOrderGetInteger(what.order, ORDER_STATE) : ORDER_STATE_FILLED;
      if(state == ORDER_STATE_CANCELED || state == ORDER_STATE_REJECTED || state == ORDER_STATE_EXPIRED)
         Ended(id, EnumToString((ENUM_ORDER_STATE)state));
     }
   Poll();
  }

//+------------------------------------------------------------------+
//| The connection                                                    |
//+------------------------------------------------------------------+
bool Connect()
  {
   if(sock != INVALID_HANDLE && SocketIsConnected(sock))
      return(true);
   Disconnect();
   sock = SocketCreate();
   if(sock == INVALID_HANDLE || !SocketConnect(sock, GuardHost, GuardPort, 1000))
     {
      Disconnect();
      return(false);
     }
   return(Send("hello", Time(Now()) + Text("account", (string)AccountInfoInteger(ACCOUNT_LOGIN))
               + Text("currency", AccountInfoString(ACCOUNT_CURRENCY))
               + ",\"offset\":" + (string)Offset() + ",\"restarts\":" + (string)restarts));
  }

void Disconnect()
  {
   if(sock != INVALID_HANDLE)
      SocketClose(sock);
   sock = INVALID_HANDLE;
   seq = 0;
   lastDeal = 0;
   knows = false;
   refusing = true;                  // no guard, no order
   received = "";
  }

bool Send(string type, string fields)
  {
   if(sock == INVALID_HANDLE)
      return(false);
   string line = "{\"v\":1,\"seq\":" + (string)(++seq) + ",\"type\":\"" + type + "\"" + fields + "}\n";
   uchar bytes[];
   int length = StringToCharArray(line, bytes, 0, WHOLE_ARRAY, CP_UTF8) - 1;
   for(int sent = 0; sent < length;)
     {
      uchar rest[];
      ArrayCopy(rest, bytes, 0, sent, length - sent);
      int now = SocketSend(sock, rest, length - sent);
      if(now <= 0)
        {
         Disconnect();
         return(false);
        }
      sent += now;
     }
   return(true);
  }

void Receive()
  {
   if(sock == INVALID_HANDLE)
      return;
   for(uint waiting = SocketIsReadable(sock); waiting > 0 && sock != INVALID_HANDLE; waiting = SocketIsReadable(sock))
     {
      uchar bytes[];
      int length = SocketRead(sock, bytes, waiting, 100);
      if(length <= 0)
        {
         Disconnect();
         return;
        }
      received += CharArrayToString(bytes, 0, length, CP_UTF8);
      for(int end = StringFind(received, "\n"); end >= 0; end = StringFind(received, "\n"))
        {
         string line = StringSubstr(received, 0, end);
         received = StringSubstr(received, end + 1);
         Handle(line);
        }
      if(StringLen(received) > LONGEST_LINE)
         received = "";
     }
  }

//--- The guard writes no spaces between tokens and escapes quotes, so that fields can be found by their names.
string Field(string line, string name)
  {
   int from = StringFind(line, "\"" + name + "\":");
   if(from < 0)
      return("");
   from += StringLen(name) + 3;
   bool text = StringGetCharacter(line, from) == '"';
   int end = text ? StringFind(line, "\"", from + 1) : from;
   while(!text && end < StringLen(line) && StringFind(",}]", StringSubstr(line, end, 1)) < 0)
      end++;
   return(text ? StringSubstr(line, from + 1, end - from - 1) : StringSubstr(line, from, end - from));
  }

void Handle(string line)
  {
   string type = Field(line, "type");
   if(type == "answer")
     {
      string id = Field(line, "id");
      if(id == answerId)
         answerText = line;
      else if(Field(line, "allowed") == "true")
         Ended(id, "late");
     }
   else if(type == "deals_since")
      SendDeals(StringToInteger(Field(line, "time")));
   else if(type == "close_all")
      CloseAll();
   else if(type == "cancel_all")
      CancelAll();
   else if(type == "refuse")
      refusing = Field(line, "on") == "true";
   else
      Print("FtmoGuard: skipped ", line);
  }

//+------------------------------------------------------------------+
//| What is reported                                                  |
//+------------------------------------------------------------------+
void Poll()
  {
   if(!Connect())
      return;
   Receive();
   if(!knows)
      return;                        // deals come first
   SendDeals(Now() - 86400000, lastDeal);
   Send("account", Reading());
   Receive();
  }

long Offset() { return((long)MathRound((double)(TimeTradeServer() - TimeGMT()) / 900.0) * 900); }
long Now()    { return((long)TimeGMT() * 1000); }
long Utc(long serverMillis) { return(serverMillis - Offset() * 1000); }

string Text(string name, string value)
  {
   StringReplace(value, "\\", "\\\\");
   StringReplace(value, "\"", "\\\"");
   return(",\"" + name + "\":\"" + value + "\"");
  }
string Time(long millis)                  { return(",\"time\":" + (string)millis); }
string Money(string name, double amount)  { return(Text(name, DoubleToString(amount, (int)AccountInfoInteger(ACCOUNT_CURRENCY_DIGITS)))); }
string Lots(double lots)                  { return(Text("lots", DoubleToString(lots, 8))); }

//--- Balance and positions of one moment: read until two readings agree.
string Reading()
  {
   string one = ReadOnce();
   for(int i = 0; i < 5; i++)
     {
      string other = ReadOnce();
      if(one == other)
         break;
      one = other;
     }
   return(Time(Now()) + one);
  }

string ReadOnce()
  {
   string out = Money("balance", AccountInfoDouble(ACCOUNT_BALANCE)) + Money("equity", AccountInfoDouble(ACCOUNT_EQUITY))
                + Money("credit", AccountInfoDouble(ACCOUNT_CREDIT)) + Money("margin", AccountInfoDouble(ACCOUNT_MARGIN))
                + ",\"positions\":[";
   string comma = "";
   for(int i = 0; i < PositionsTotal(); i++)
     {
      ulong ticket = PositionGetTicket(i);
      if(ticket == 0)
         continue;
      string symbol = PositionGetString(POSITION_SYMBOL);
      double lots = PositionGetDouble(POSITION_VOLUME), stop = PositionGetDouble(POSITION_SL), profit;
      bool buy = PositionGetInteger(POSITION_TYPE) == POSITION_TYPE_BUY;
      out += comma + "{\"symbol\":\"" + symbol + "\"" + Text("id", (string)PositionGetInteger(POSITION_IDENTIFIER)) + Lots(lots);
      if(stop > 0 && OrderCalcProfit(buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL, symbol, lots, PositionGetDouble(POSITION_PRICE_OPEN), stop, profit))
         out += Money("profitAtStop", profit + PositionGetDouble(POSITION_SWAP) - CostPerLot * lots);
      out += "}";
      comma = ",";
     }
   out += "],\"pending\":[";
   comma = "";
   for(int i = 0; i < OrdersTotal(); i++)
     {
      ulong ticket = OrderGetTicket(i);
      if(ticket == 0)
         continue;
      string symbol = OrderGetString(ORDER_SYMBOL);
      double lots = OrderGetDouble(ORDER_VOLUME_CURRENT), stop = OrderGetDouble(ORDER_SL), profit;
      bool buy = OrderGetInteger(ORDER_TYPE) % 2 == 0;  // ORDER_TYPE_BUY, _BUY_LIMIT, _BUY_STOP, _BUY_STOP_LIMIT
      out += comma + "{\"side\":\"" + (buy ? "buy" : "sell") + "\"" + Text("id", OrderId(ticket, false)) + Text("symbol", symbol) + Lots(lots);
      if(stop > 0 && OrderCalcProfit(buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL, symbol, lots, OrderGetDouble(ORDER_PRICE_OPEN), stop, profit))
         out += Money("risk", MathMax(0.01, CostPerLot * lots - profit));
      out += "}";
      comma = ",";
     }
   return(out + "]");
  }

//--- The id of the ask behind an order, from its comment; its ticket if there was none.
string OrderId(ulong ticket, bool history)
  {
   string comment = "";
   if(history ? HistoryOrderSelect(ticket) : OrderSelect(ticket))
      comment = history ? HistoryOrderGetString(ticket, ORDER_COMMENT) : OrderGetString(ORDER_COMMENT);
   return(StringFind(comment, MARK) == 0 ? StringSubstr(comment, StringLen(MARK)) : (string)ticket);
  }

void SendDeals(long sinceMillis, ulong after = 0)
  {
   knows = true;
   datetime since = (datetime)(sinceMillis / 1000 + Offset());
   if(!HistorySelect(since, TimeTradeServer() + 86400))
      return;
   ulong tickets[];
   int total = HistoryDealsTotal(), count = 0;
   ArrayResize(tickets, total);
   for(int i = 0; i < total; i++)
     {
      ulong ticket = HistoryDealGetTicket(i);
      if(ticket > after)
         tickets[count++] = ticket;
     }
   string list = "";
   for(int i = 0; i < count; i++)
     {
      list += (list == "" ? "" : ",") + DealOf(tickets[i]);
      lastDeal = MathMax(lastDeal, tickets[i]);
      if(i == count - 1 || i % 100 == 99)
        {
         Send("deals", ",\"deals\":[" + list + "]");
         list = "";
        }
     }
  }

string DealOf(ulong ticket)
  {
   long type = HistoryDealGetInteger(ticket, DEAL_TYPE), entry = HistoryDealGetInteger(ticket, DEAL_ENTRY);
   bool execution = type == DEAL_TYPE_BUY || type == DEAL_TYPE_SELL;
   string kind = type == DEAL_TYPE_BALANCE ? "cash_flow" : type == DEAL_TYPE_CREDIT ? "credit" : "booking";
   if(execution)
      kind = entry == DEAL_ENTRY_IN ? "entry" : entry == DEAL_ENTRY_INOUT ? "reversal" : "exit";
   long position = HistoryDealGetInteger(ticket, DEAL_POSITION_ID);
   ulong order = (ulong)HistoryDealGetInteger(ticket, DEAL_ORDER);
   string comment = HistoryDealGetString(ticket, DEAL_COMMENT);
   string out = "{\"kind\":\"" + kind + "\"" + Text("id", (string)ticket)
                + Time(Utc(HistoryDealGetInteger(ticket, DEAL_TIME_MSC)))
                + Lots(execution ? HistoryDealGetDouble(ticket, DEAL_VOLUME) : 0)
                + Money("profit", HistoryDealGetDouble(ticket, DEAL_PROFIT))
                + Money("commission", HistoryDealGetDouble(ticket, DEAL_COMMISSION))
                + Money("swap", HistoryDealGetDouble(ticket, DEAL_SWAP)) + Money("fee", HistoryDealGetDouble(ticket, DEAL_FEE));
   if(position != 0)
      out += Text("position", (string)position);
   if(order != 0)
      out += Text("order", StringFind(comment, MARK) == 0 ? StringSubstr(comment, StringLen(MARK)) : (string)order);
   return(out + "}");
  }

//+------------------------------------------------------------------+
//| Orders                                                            |
//+------------------------------------------------------------------+
void Ended(string id, string reason) { Send("ended", Text("id", id) + Text("reason", reason)); }

//--- Call this from the code that trades, in place of trade.Buy and trade.Sell. Returns whether the order was sent.
bool SendGuarded(string symbol, bool buy, double lots, double stop)
  {
   if(refusing || !Connect() || !knows)
      return(false);
   double price = SymbolInfoDouble(symbol, buy ? SYMBOL_ASK : SYMBOL_BID), profit;
   ENUM_ORDER_TYPE type = buy ? ORDER_TYPE_BUY : ORDER_TYPE_SELL;
   if(stop <= 0 || (buy ? stop >= price : stop <= price) || !OrderCalcProfit(type, symbol, lots, price, stop, profit))
      return(false);
   double perPrice = SymbolInfoDouble(symbol, SYMBOL_TRADE_TICK_VALUE) / SymbolInfoDouble(symbol, SYMBOL_TRADE_TICK_SIZE);
   answerId = (string)restarts + "-" + (string)(++asks);
   answerText = "";
   SendDeals(Now() - 86400000, lastDeal);
   bool asked = Send("ask", Text("id", answerId) + Text("symbol", symbol) + Text("side", buy ? "buy" : "sell") + Lots(lots)
                     + Money("risk", CostPerLot * lots - profit) + Money("notional", lots * price * perPrice)
                     + ",\"account\":{" + StringSubstr(Reading(), 1) + "}");
   for(ulong from = GetTickCount64(); asked && answerText == "" && GetTickCount64() - from < (ulong)AnswerMillis; Sleep(5))
      Receive();
   string id = answerId;
   answerId = "";
   bool allowed = Field(answerText, "allowed") == "true" && !refusing;
   if(!allowed)
      Print("FtmoGuard: not sent: ", answerText);
   bool sent = allowed && (buy ? trade.Buy(lots, symbol, 0, stop, 0, MARK + id) : trade.Sell(lots, symbol, 0, stop, 0, MARK + id));
   if(!sent)
      Ended(id, allowed ? "rejected" : "not sent");
   Poll();
   return(sent);
  }

void CloseAll()
  {
   for(int i = PositionsTotal() - 1; i >= 0; i--)
      trade.PositionClose(PositionGetTicket(i));
  }

void CancelAll()
  {
   for(int i = OrdersTotal() - 1; i >= 0; i--)
      trade.OrderDelete(OrderGetTicket(i));
  }
//+------------------------------------------------------------------+
